import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Backups } from './backups'
import { backupFolder, backupsOf } from './backup-files'
import { bundleThreads } from './bundle-threads'
import { partOf } from './clean-backups'
import { copyDatabase, openReadable, openWritable } from './database'
import { copyFile, GiveUp } from './give-up'
import { HistoryWriter } from './history-writer'
import { migrate } from './migrate'
import { isMarkedDamaged } from './replace-damaged'
import { endedWith, firstTurn } from './sample-turns'
import { scratchFolder } from './scratch-database'
import { soundness } from './soundness'

const LARGE_CHARACTERS = 8_000_000

let threads: string
let folder: string
let file: string

beforeAll(async () => {
  threads = await bundleThreads()
})
afterAll(() => rmSync(threads, { recursive: true }))
beforeEach(() => {
  folder = scratchFolder()
  file = join(folder, 'history.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** So large that its copy takes several steps. */
function largeHistory(): void {
  const database = openWritable(file)
  migrate(database)
  const writer = new HistoryWriter(database)
  for (let at = 0; at < 8; at++) {
    const { turn, answer } = firstTurn(`question ${String(at)}`)
    writer.begin(turn)
    writer.end(answer.runId, endedWith(String(at).repeat(LARGE_CHARACTERS)))
  }
  database.close()
}

function begin(text: string): void {
  const database = openWritable(file)
  new HistoryWriter(database).begin(firstTurn(text).turn)
  database.close()
}

describe('a backup that is given up', () => {
  it('is given up between two steps of its copy, and copies one moment while others write', async () => {
    largeHistory()
    const copy = join(folder, 'copy.db')
    let steps = 0
    await expect(copyDatabase(file, copy, () => {
      if (++steps === 2) throw new Error('given up')
    })).rejects.toThrow('given up')
    expect(steps).toBe(2)
    await copyDatabase(file, copy, () => begin('meanwhile'))
    const readable = openReadable(copy)
    expect(soundness(readable)).toBeNull()
    expect(readable.all('select 1 from message where text = ?', 'meanwhile')).toEqual([])
    readable.close()
  })

  it('has its copy cut off under a check that goes on, and nothing is taken for damage or put in its place', async () => {
    largeHistory()
    const closing = new Backups({ history: file, threads, cutOffAfterMs: 0 })
    const keeping = closing.keep()
    const part = (): string | undefined => readdirSync(folder).includes('backups')
      ? readdirSync(backupFolder(file)).find((name) => name.endsWith('.part'))
      : undefined
    const size = (): number => statSync(join(backupFolder(file), part() ?? '-'), { throwIfNoEntry: false })?.size ?? 0
    // All of it is copied: now it is checked.
    await vi.waitFor(() => expect(size()).toBeGreaterThanOrEqual(statSync(file).size), { timeout: 15_000, interval: 1 })
    await closing.close()
    expect(await keeping).toEqual({ state: 'failed', fault: { kind: 'internal', message: 'the backup was given up' } })
    expect(backupsOf(file)).toEqual([])
    expect(part()).toBeUndefined()
    expect(isMarkedDamaged(file)).toBe(false)
    expect(await new Backups({ history: file, threads }).keep()).toEqual({ state: 'made' })
  })

  it('is left to itself at the limit where its thread does not end', async () => {
    const hanging = scratchFolder()
    writeFileSync(join(hanging, 'history-backup.cjs'), 'setInterval(() => undefined, 1_000)')
    const closing = new Backups({ history: file, threads: hanging, cutOffAfterMs: 0, closeLimitMs: 50 })
    void closing.keep()
    await vi.waitFor(() => expect(readdirSync(backupFolder(file))).toEqual([]))
    await closing.close()
    rmSync(hanging, { recursive: true })
  })

  it('is put in its place or given up, and never both', () => {
    const giveUp = new GiveUp()
    giveUp.inPlace(() => expect(giveUp.decide()).toBe(false))
    expect(giveUp.decide()).toBe(true)
    const rename = vi.fn()
    expect(() => giveUp.inPlace(rename)).toThrow('given up')
    expect(rename).not.toHaveBeenCalled()
  })

  it('is copied as it is, in steps that can be given up', () => {
    writeFileSync(file, Buffer.alloc(40_000_000, 'tide'))
    copyFile(file, partOf(file), () => undefined)
    expect(readFileSync(partOf(file)).equals(readFileSync(file))).toBe(true)
  })
})
