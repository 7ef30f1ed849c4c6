import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RestWatch } from './rest-watch'

describe('RestWatch', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function watched() {
    const now = { working: 0, rests: 0 }
    const watch = new RestWatch({ isIdle: () => now.working === 0, rest: () => void now.rests++, afterMs: 1_000 })
    return { now, watch }
  }

  it('rests once after each time of work, and has no timer while it rests', () => {
    const { now, watch } = watched()
    for (const rests of [1, 2]) {
      watch.changed()
      vi.advanceTimersByTime(1_000)
      expect(now.rests).toBe(rests)
      expect(vi.getTimerCount()).toBe(0)
      vi.advanceTimersByTime(60_000)
      expect(now.rests).toBe(rests)
    }
  })

  it('does not rest while something goes on', () => {
    const { now, watch } = watched()
    watch.changed()
    now.working = 1
    watch.changed()
    expect(watch.isNear).toBe(false)
    vi.advanceTimersByTime(60_000)
    expect(now.rests).toBe(0)
  })

  it('is put off by what is done meanwhile', () => {
    const { now, watch } = watched()
    watch.changed()
    for (let key = 0; key < 10; key++) {
      vi.advanceTimersByTime(900)
      watch.changed()
    }
    expect(now.rests).toBe(0)
    vi.advanceTimersByTime(1_000)
    expect(now.rests).toBe(1)
  })

  it('rests no more once it is closed', () => {
    const { now, watch } = watched()
    watch.changed()
    watch.close()
    watch.changed()
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(60_000)
    expect(now.rests).toBe(0)
  })
})
