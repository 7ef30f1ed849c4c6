import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { LogFields } from '../log'
import { revivePage } from './revive-page'

class PageOfTest extends EventEmitter {
  reloads = 0
  destroyed = false

  isDestroyed(): boolean {
    return this.destroyed
  }

  reload(): void {
    this.reloads += 1
  }

  async die(reason = 'killed'): Promise<void> {
    this.emit('render-process-gone', {}, { reason, exitCode: 9 })
    await setImmediate()
  }
}

function watched(): { page: PageOfTest; logged: (LogFields | undefined)[]; pass: (ms: number) => void } {
  const page = new PageOfTest()
  const logged: (LogFields | undefined)[] = []
  let nowMs = 0
  revivePage(page, { error: (_event, fields) => logged.push(fields) }, () => nowMs)
  return { page, logged, pass: (ms) => (nowMs += ms) }
}

describe('revivePage', () => {
  it.each(['crashed', 'killed', 'oom'])('loads a page anew that ended with "%s"', async (reason) => {
    const { page, logged } = watched()
    await page.die(reason)
    expect(page.reloads).toBe(1)
    expect(logged).toEqual([{ reason, exitCode: 9, revives: true }])
  })

  it('leaves one that dies again and again, and tries once more when that was long ago', async () => {
    const { page, logged, pass } = watched()
    for (let death = 0; death < 5; death++) await page.die()
    expect(page.reloads).toBe(3)
    expect(logged.at(-1)).toMatchObject({ revives: false })
    pass(60_000)
    await page.die()
    expect(page.reloads).toBe(4)
  })

  it('lets a page go that ended well, and one whose window has closed', async () => {
    const { page } = watched()
    await page.die('clean-exit')
    page.destroyed = true
    await page.die()
    expect(page.reloads).toBe(0)
  })
})
