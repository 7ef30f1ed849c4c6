import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { skipTitle } from '../../../../tests/skip-title'
import { cannotMount, SmallDisk } from '../../../../tests/small-disk'
import { writeProtect } from '../../../../tests/write-protect'
import { faultOf } from '../../fault-error'
import { Backups } from '../../history/backups'
import { bundleThreads } from '../../history/bundle-threads'
import { fillHistory } from '../../history/salvage/sample-history'
import { scratchDatabase, scratchFolder, type ScratchDatabase } from '../../history/scratch-database'
import { storedRows } from '../../history/stored-rows.fixture'
import { runExport } from './run-export'

const DISK_BYTES = 256 * 1024

let threads: string
let scratch: ScratchDatabase
let folder: string

beforeAll(async () => {
  threads = await bundleThreads()
})
afterAll(() => rmSync(threads, { recursive: true }))
beforeEach(() => {
  scratch = scratchDatabase()
  folder = scratchFolder()
  fillHistory(scratch.writer, 3)
})
afterEach(() => {
  scratch.remove()
  rmSync(folder, { recursive: true })
})

const whenMounted = (what: string, work: () => Promise<void>): void =>
  it.skipIf(cannotMount)(skipTitle(what, cannotMount), work)

/** What each of the two ways out says of this place, and what is there afterwards. */
async function saidOf(place: string): Promise<readonly string[]> {
  const ask = { form: 'rill', scope: null, locale: 'en', version: '1', title: '', secrets: [] } as const
  const ways = [
    async () => void runExport(scratch.readable, { ...ask, to: join(place, 'all.json') }, () => undefined, () => undefined),
    () => new Backups({ history: scratch.file, threads }).saveTo(join(place, 'all.db'))
  ]
  const said: string[] = []
  for (const way of ways) said.push(await way().then(() => 'written', (error: unknown) => faultOf(error).kind))
  return said
}

const REFUSED = ['file_not_written', 'file_not_written']

whenMounted('a disk that is full is said to be so of the place that was chosen, and nothing is left there', async () => {
  const before = storedRows(scratch.readable)
  const disk = SmallDisk.mount(DISK_BYTES)
  try {
    disk.fill()
    expect(await saidOf(disk.folder)).toEqual(REFUSED)
    expect(readdirSync(disk.folder)).toEqual(['filling'])
  } finally {
    disk.unmount()
  }
  expect(storedRows(scratch.readable)).toEqual(before)
})

whenMounted('a place that may not be written, and one that is gone', async () => {
  const release = writeProtect(folder)
  try {
    expect(await saidOf(folder)).toEqual(REFUSED)
  } finally {
    release()
  }
  expect(readdirSync(folder)).toEqual([])
  expect(await saidOf(join(folder, 'taken-out'))).toEqual(REFUSED)
  expect(await saidOf(folder)).toEqual(['written', 'written'])
})
