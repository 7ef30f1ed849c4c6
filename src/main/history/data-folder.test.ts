import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { skipTitle } from '../../../tests/skip-title'
import { cannotMount, SmallDisk } from '../../../tests/small-disk'
import { writeProtect } from '../../../tests/write-protect'
import { faultOf } from '../fault-error'
import { bundleThreads } from './bundle-threads'
import { bytesToMove, dataFolder, decideMove, finishMove, shownFolder } from './data-folder'
import { openReadable, openWritable } from './database'
import { HistoryWriter } from './history-writer'
import { migrate } from './migrate'
import { openDatabase } from './open-database'
import { fillHistory } from './salvage/sample-history'
import { scratchFolder } from './scratch-database'
import { storedRows } from './stored-rows.fixture'

const PARTS = ['history.db', 'history.db-wal']
const OTHERS = { 'settings.json': '{}', 'historic.txt': 'mine' }

let threads: string
let killed: string
let profile: string
let disk: string

beforeAll(async () => {
  threads = await bundleThreads({ 'move-and-die': 'move-and-die.ts' })
  killed = scratchFolder()
  fill(killed)
})
afterAll(() => {
  for (const folder of [threads, killed]) rmSync(folder, { recursive: true })
})
beforeEach(() => {
  ;[profile, disk] = [scratchFolder(), scratchFolder()]
  for (const name of PARTS) copyFileSync(join(killed, name), join(profile, name))
  mkdirSync(join(profile, 'backups'))
  writeFileSync(join(profile, 'backups', 'history-2026-01-01T00-00-00-000Z.db'), 'a backup')
  for (const [name, text] of Object.entries(OTHERS)) writeFileSync(join(profile, name), text)
})
afterEach(() => {
  for (const folder of [profile, disk]) rmSync(folder, { recursive: true })
})

/** As a killed program leaves it: a part is in the write-ahead log alone. */
function fill(folder: string): void {
  const made = scratchFolder()
  const database = openWritable(join(made, 'history.db'))
  migrate(database)
  database.script('pragma wal_checkpoint(truncate); pragma wal_autocheckpoint = 0')
  fillHistory(new HistoryWriter(database), 4)
  for (const name of PARTS) copyFileSync(join(made, name), join(folder, name))
  database.close()
  rmSync(made, { recursive: true })
}

/** Read in a copy: a connection of this process would hold on to what is to be moved. */
function rowsIn(folder: string): ReturnType<typeof storedRows> {
  const copy = scratchFolder()
  for (const name of PARTS) copyFileSync(join(folder, name), join(copy, name))
  const database = openReadable(join(copy, 'history.db'))
  try {
    return storedRows(database)
  } finally {
    database.close()
    rmSync(copy, { recursive: true })
  }
}

const quiet = (): void => undefined

const whenMounted = (what: string, work: () => void | Promise<void>): void =>
  it.skipIf(cannotMount)(skipTitle(what, cannotMount), work)

function kindOfThrown(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return faultOf(error).kind
  }
  return 'none'
}

function withSmallDisk(use: (disk: SmallDisk) => void, bytes: number): void {
  const small = SmallDisk.mount(bytes)
  try {
    use(small)
  } finally {
    small.unmount()
  }
}

it('moves everything of the history, byte by byte, and nothing else', async () => {
  const bytes = bytesToMove(profile)
  const target = decideMove(profile, disk)
  expect(dataFolder(profile)).toEqual({ folder: profile, isMoved: false })
  expect(shownFolder(profile)).toBe(target)
  const [log, told] = [readFileSync(join(profile, 'history.db-wal')), new Array<number>()]
  expect(await finishMove(profile, ({ done, of }) => told.push(done / of))).toBeNull()
  expect(dataFolder(profile)).toEqual({ folder: target, isMoved: true })
  expect(readFileSync(join(target, 'history.db-wal')).equals(log)).toBe(true)
  expect(readFileSync(join(target, 'backups', 'history-2026-01-01T00-00-00-000Z.db'), 'utf8')).toBe('a backup')
  expect(told.at(-1)).toBe(1)
  expect(bytes).toBeGreaterThan(log.length)
  expect(readdirSync(profile).sort()).toEqual(['data-folder.json', 'historic.txt', 'settings.json'])
  expect(readdirSync(target).sort()).toEqual(['backups', 'history.db', 'history.db-wal'])
  expect(rowsIn(target)['conversation']).toHaveLength(4)
})

it('moves on from there, and clears what it leaves', async () => {
  const first = decideMove(profile, disk)
  await finishMove(profile, quiet)
  const second = decideMove(profile, disk)
  expect(await finishMove(profile, quiet)).toBeNull()
  expect(second).toBe(`${first} 2`)
  expect(existsSync(first)).toBe(false)
  expect(rowsIn(second)['conversation']).toHaveLength(4)
})

it.each([0, 0.3, 0.7, 1])('is in force at the old place when it is killed with %s of it done, and moves at the next start', async (share) => {
  const before = rowsIn(profile)
  const target = decideMove(profile, disk)
  const { signal } = spawnSync(process.execPath, [join(threads, 'move-and-die.cjs'), profile, String(share)])
  expect(signal).toBe('SIGKILL')
  expect(dataFolder(profile).folder).toBe(profile)
  expect(rowsIn(profile)).toEqual(before)
  expect(await finishMove(profile, quiet)).toBeNull()
  expect(dataFolder(profile).folder).toBe(target)
  expect(rowsIn(target)).toEqual(before)
})

it('clears the old place at the next start when it is killed just after the change', async () => {
  const target = decideMove(profile, disk)
  const old = readFileSync(join(profile, 'history.db'))
  await finishMove(profile, quiet)
  writeFileSync(join(profile, 'history.db'), old)
  writeFileSync(join(profile, 'data-folder.json'), JSON.stringify({ folder: target, moveTo: null, leaving: profile }))
  expect(await finishMove(profile, quiet)).toBeNull()
  expect(existsSync(join(profile, 'history.db'))).toBe(false)
  expect(rowsIn(target)['conversation']).toHaveLength(4)
})

it('stays where it is when the folder has gone, says so, and is not tried again', async () => {
  const target = decideMove(profile, disk)
  rmSync(target, { recursive: true })
  expect(await finishMove(profile, quiet)).toMatchObject({ kind: 'history_not_moved' })
  expect(dataFolder(profile).folder).toBe(profile)
  expect(await finishMove(profile, quiet)).toBeNull()
})

it('takes no folder it cannot write, and leaves nothing behind', () => {
  expect(() => decideMove(profile, join(disk, 'nowhere'))).toThrow()
  expect(readdirSync(disk)).toEqual([])
  expect(existsSync(join(profile, 'data-folder.json'))).toBe(false)
})

whenMounted('says before anything is decided that a disk has too little room, or may not be written', () => {
  const before = rowsIn(profile)
  withSmallDisk((small) => expect(kindOfThrown(() => decideMove(profile, small.folder))).toBe('file_not_written'), 64 * 1024)
  const release = writeProtect(disk)
  try {
    expect(kindOfThrown(() => decideMove(profile, disk))).toBe('file_not_written')
  } finally {
    release()
  }
  expect(existsSync(join(profile, 'data-folder.json'))).toBe(false)
  expect(rowsIn(profile)).toEqual(before)
})

whenMounted('stays where it is when the disk has filled up by the time of the move, and leaves nothing there', async () => {
  const before = rowsIn(profile)
  const small = SmallDisk.mount(4 * 1024 * 1024)
  try {
    const target = decideMove(profile, small.folder)
    small.fill()
    expect(await finishMove(profile, quiet)).toMatchObject({ kind: 'history_not_moved' })
    expect(existsSync(target)).toBe(false)
  } finally {
    small.unmount()
  }
  expect(dataFolder(profile)).toEqual({ folder: profile, isMoved: false })
  expect(rowsIn(profile)).toEqual(before)
  expect(await finishMove(profile, quiet)).toBeNull()
})

whenMounted('stays where it is when the disk may not be written any more, and is not tried again', async () => {
  const before = rowsIn(profile)
  const target = decideMove(profile, disk)
  const release = writeProtect(target)
  try {
    expect(await finishMove(profile, quiet)).toMatchObject({ kind: 'history_not_moved' })
  } finally {
    release()
  }
  expect(dataFolder(profile)).toEqual({ folder: profile, isMoved: false })
  expect(rowsIn(profile)).toEqual(before)
  expect(await finishMove(profile, quiet)).toBeNull()
})

it('makes no new history where the disk of the moved one is missing', async () => {
  const target = decideMove(profile, disk)
  expect(await finishMove(profile, quiet)).toBeNull()
  rmSync(target, { recursive: true })
  const { folder, isMoved } = dataFolder(profile)
  const opened = openDatabase(folder, isMoved)
  expect(opened).toMatchObject({ file: null, notices: [{ fault: { kind: 'history_folder_gone' } }] })
  opened.close()
  expect(existsSync(target)).toBe(false)
})
