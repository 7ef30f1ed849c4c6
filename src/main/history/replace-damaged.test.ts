import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWritable } from './database'
import { HistoryWriter } from './history-writer'
import { migrate } from './migrate'
import { openDatabase, type OpenedDatabase } from './open-database'
import { fillHistory } from './salvage/sample-history'
import { scratchFolder } from './scratch-database'

let folder: string
const path = (name: string): string => join(folder, name)

/** What a killed process leaves: the log holds five of the ten conversations. */
beforeEach(() => {
  folder = scratchFolder()
  const made = scratchFolder()
  const database = openWritable(join(made, 'history.db'))
  migrate(database)
  const writer = new HistoryWriter(database)
  fillHistory(writer, 5)
  database.script('pragma wal_checkpoint(truncate); pragma wal_autocheckpoint = 0')
  fillHistory(writer, 5)
  for (const name of ['history.db', 'history.db-wal']) copyFileSync(join(made, name), path(name))
  database.close()
  rmSync(made, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

interface Opened extends Pick<OpenedDatabase, 'notices' | 'file'> {
  readonly conversations: number
}

function opened(): Opened {
  const { database, close, notices, file } = openDatabase(folder)
  // No statement may stay open: this process opens the same files again.
  const [conversations] = database.reported('select report(count(*)) from conversation')
  close()
  return { notices, file, conversations: Number(conversations) }
}

const unreadable = (broughtBack: object): object => ({
  fault: { kind: 'database_unreadable', broughtBack },
  setAside: expect.any(String) as string
})

function change(name: string, edit: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path(name))
  edit(bytes)
  writeFileSync(path(name), bytes)
}

/** As a backup of it would be. */
function backUp(): void {
  mkdirSync(path('backups'))
  copyFileSync(path('history.db'), path('backups/history-2026-01-31T10-00-00-000Z.db'))
}

it('takes no notice of a history that is sound', () => {
  expect(opened()).toMatchObject({ notices: [], conversations: 10 })
  expect(opened()).toMatchObject({ notices: [], conversations: 10 })
})

it('goes on with what can be read of a file that was cut, and says what is missing', () => {
  truncateSync(path('history.db'), 20_000)
  const { notices, conversations } = opened()
  expect(notices).toMatchObject([unreadable({ finished: true, backupOf: null })])
  expect(conversations).toBeGreaterThanOrEqual(5)
  expect(notices[0]?.fault.message).toMatch(/\d+ conversations with \d+ messages were brought back/)
  expect(opened()).toMatchObject({ notices: [], conversations })
})

it.each([0, 1, 100, 5_000])('loses nothing that a backup has when the file is cut to %s bytes', (bytes) => {
  backUp()
  truncateSync(path('history.db'), bytes)
  const { notices, conversations } = opened()
  expect(notices).toMatchObject([unreadable({ conversations: 10, backupOf: '2026-01-31', finished: true })])
  expect(conversations).toBe(10)
})

it.each(['emptied', 'gone'])('does not begin anew while the log is there of a file that is %s', (what) => {
  const log = readFileSync(path('history.db-wal'))
  if (what === 'gone') rmSync(path('history.db'))
  else truncateSync(path('history.db'), 0)
  const { notices } = opened()
  expect(notices).toMatchObject([unreadable({ finished: true })])
  expect(readFileSync(`${notices[0]?.setAside ?? ''}-wal`).equals(log)).toBe(true)
})

it('finds a log that was damaged, which SQLite itself passes over in silence', () => {
  change('history.db-wal', (bytes) => {
    bytes[40_000] = (bytes[40_000] ?? 0) ^ 1
  })
  expect(opened()).toMatchObject({ notices: [unreadable({ conversations: 10 })], conversations: 10 })
})

it('finds a log that belongs to another file, even one that holds all of it', () => {
  opened()
  const other = openWritable(path('other.db'))
  migrate(other)
  other.script('pragma application_id = 7')
  fillHistory(new HistoryWriter(other), 3)
  copyFileSync(path('other.db-wal'), path('history.db-wal'))
  other.close()
  const { notices, conversations } = opened()
  expect(notices).toMatchObject([unreadable({ finished: true })])
  expect(conversations).toBeGreaterThanOrEqual(5)
})

it('finishes what a kill has left between the two renamings', () => {
  opened()
  renameSync(path('history.db'), path('history.rebuilt.db'))
  writeFileSync(path('history.db-wal'), 'of the damaged one')
  expect(opened()).toMatchObject({ notices: [], conversations: 10 })
  expect(existsSync(path('history.rebuilt.db'))).toBe(false)
  const aside = readdirSync(folder).find((name) => name.includes('unreadable') && name.endsWith('-wal'))
  expect(readFileSync(path(aside ?? ''), 'utf8')).toBe('of the damaged one')
})

it('begins again where a kill has left a rebuilt one half done', () => {
  writeFileSync(path('history.rebuilt.db'), 'half a file')
  truncateSync(path('history.db'), 20_000)
  expect(opened().conversations).toBeGreaterThanOrEqual(5)
  expect(existsSync(path('history.rebuilt.db'))).toBe(false)
})
