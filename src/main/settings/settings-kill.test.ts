import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { openSettings } from './settings-store'

// electron-store asks Electron only for folders, and is given one here.
vi.mock('electron', () => ({ default: {} }))

const ROUNDS = 25
/** On a busy machine all of them can fall beside a write, which then says nothing. */
const MOST_ROUNDS = 150
/** A write takes about that long, in milliseconds. */
const WRITE_MS = 3

let program: string
let folder: string

beforeAll(async () => {
  program = await bundled()
})
afterAll(() => rmSync(program, { recursive: true }))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rill-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** In a folder of its own; what electron-store wants of Electron it is given as a parameter. */
async function bundled(): Promise<string> {
  const cache = resolve(import.meta.dirname, '../../../node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'settings-loop-'))
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'no-electron',
        enforce: 'pre',
        resolveId: (id) => (id === 'electron' ? '\0electron' : null),
        load: (id) => (id === '\0electron' ? 'export default {}' : null)
      }
    ],
    ssr: { noExternal: true },
    build: {
      outDir,
      ssr: true,
      rolldownOptions: {
        input: resolve(import.meta.dirname, 'write-in-a-loop.ts'),
        external: [/^node:/],
        output: { format: 'es', entryFileNames: 'write-in-a-loop.mjs' }
      }
    }
  })
  return outDir
}

/** Kills the writer that many milliseconds after so many writes; the last number that it said was written. */
async function killedAfter(writes: number, ms: number): Promise<number> {
  const child = spawn(process.execPath, [join(program, 'write-in-a-loop.mjs'), folder], {
    // As in a terminal of an editor that is a snap; electron-store writes otherwise then.
    env: { ...process.env, SNAP: '/snap/editor/1' },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const closed = once(child, 'close')
  let [heard, last] = [0, 0]
  for await (const line of createInterface(child.stdout)) {
    heard += 1
    if (line !== 'begun') last = Number(line)
    if (heard !== writes) continue
    await setTimeout(ms)
    child.kill('SIGKILL')
  }
  await closed
  return last
}

it('are the old ones or the new ones, whole, after a kill at any moment of many writes', async () => {
  let leftovers = 0
  for (let round = 0; round < ROUNDS || (leftovers === 0 && round < MOST_ROUNDS); round++) {
    const written = await killedAfter(2 + (round % 5), ((round % ROUNDS) / ROUNDS) * WRITE_MS)
    leftovers += readdirSync(folder).length - 1
    const { store, notices } = openSettings({ folder })
    expect(notices).toEqual([])
    const providers = store.providers()
    expect(providers).toHaveLength(41)
    const model = Number(providers.find(({ id }) => id === 'p0')?.model)
    expect(model).toBeGreaterThanOrEqual(written)
    // A half-written one that a kill has left is no file of anybody's, and goes.
    expect(readdirSync(folder)).toEqual(['settings.json'])
    expect(readFileSync(join(folder, 'settings.json'), 'utf8').endsWith('}\n')).toBe(true)
  }
  expect(leftovers).toBeGreaterThan(0)
}, 180_000)
