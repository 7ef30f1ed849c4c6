import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { alone } from '../../scripts/set-up/alone.mjs'

let folder: string
let lock: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rill-alone-'))
  lock = join(folder, 'lock')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('lets one work at a time', async () => {
  let inside = 0
  let most = 0
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setImmediate(resolve))
    inside--
  }
  await Promise.all([alone(lock, 10_000, work), alone(lock, 10_000, work), alone(lock, 10_000, work)])
  expect(most).toBe(1)
  expect(existsSync(lock)).toBe(false)
})

it('takes over from one that has died', async () => {
  writeFileSync(lock, '999999999')
  expect(await alone(lock, 10_000, () => Promise.resolve('done'))).toBe('done')
})

it('gives up, and says what to do, when the other goes on', async () => {
  writeFileSync(lock, String(process.pid))
  await expect(alone(lock, 1, () => Promise.resolve())).rejects.toThrow('delete')
})

it('lets go of the lock when the work fails', async () => {
  await expect(alone(lock, 1, () => Promise.reject(new Error('no build')))).rejects.toThrow('no build')
  expect(existsSync(lock)).toBe(false)
})
