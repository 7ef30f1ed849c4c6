import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

describe('collectGarbage', () => {
  let folder = ''

  beforeAll(async () => {
    await mkdir('node_modules/.cache', { recursive: true })
    folder = await mkdtemp(resolve('node_modules/.cache/collect-garbage-'))
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        ssr: resolve('src/main/collect-garbage.ts'),
        outDir: folder,
        emptyOutDir: false,
        rolldownOptions: { output: { format: 'cjs', entryFileNames: 'collect-garbage.cjs' } }
      }
    })
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true }))

  // In a program of its own: a thread that waits for itself cannot be ended from within.
  it('gives back the room of what is not there any more, time and again, and the program goes on', async () => {
    const script = `
      const { collectGarbage } = require(${JSON.stringify(join(folder, 'collect-garbage.cjs'))})
      const roomMb = () => require('node:v8').getHeapStatistics().total_heap_size / 2 ** 20
      let kept = Array.from({ length: 300_000 }, (_, at) => ({ at, text: 'x' + at }))
      const full = roomMb()
      kept = null
      const rounds = []
      const next = () => {
        rounds.push(roomMb() < full / 2)
        if (rounds.length === 3) return console.log(JSON.stringify(rounds))
        collectGarbage()
        setTimeout(next, 500)
      }
      next()`
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { timeout: 15_000 })
    expect(JSON.parse(stdout)).toEqual([false, true, true])
  }, 20_000)
})
