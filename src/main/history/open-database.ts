import { mkdirSync, renameSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { FaultError, faultError } from '../fault-error'
import { IN_MEMORY, openReadable, openWritable, type Readable, type Writable } from './database'
import { diskFault } from './disk-fault'
import type { HistoryNotice } from './history'
import type { OpenedHistory } from './history-calls'
import { assertNotNewer, migrate, NEWEST_VERSION } from './migrate'

export interface OpenedDatabase extends OpenedHistory {
  readonly database: Writable
}

/** A check reads the whole file; up to this size that takes well under a second. */
const MOST_BYTES_CHECKED = 64 * 1024 * 1024

/**
 * Opens the history in this folder, or the next best thing, so that the app always starts; the notices say what was
 * done. An unreadable file is set aside under another name and a fresh one begun. A file of a newer version is left
 * where that version will look for it, and one of this version's own is used beside it. Where nothing can be written,
 * the history lives in memory.
 */
export function openDatabase(folder: string): OpenedDatabase {
  const notices: HistoryNotice[] = []
  try {
    // Conversations are nobody else's to read.
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return { ...openIn(folder, notices), notices }
  } catch (error) {
    notices.push({ fault: diskFault(error).fault, setAside: null })
    const database = openWritable(IN_MEMORY)
    migrate(database)
    return { database, file: null, notices }
  }
}

function openIn(folder: string, notices: HistoryNotice[]): { database: Writable; file: string } {
  const file = join(folder, 'history.db')
  try {
    return { database: openOrReplace(file, notices), file }
  } catch (error) {
    if (!(error instanceof FaultError) || error.fault.kind !== 'database_newer') throw error
    notices.push({ fault: error.fault, setAside: null })
    const own = join(folder, `history-v${String(NEWEST_VERSION)}.db`)
    return { database: openOrReplace(own, notices), file: own }
  }
}

function openOrReplace(file: string, notices: HistoryNotice[]): Writable {
  try {
    return openSound(file)
  } catch (error) {
    const { fault } = diskFault(error)
    if (fault.kind !== 'database_unreadable') throw new FaultError(fault)
    notices.push({ fault, setAside: setAside(file) })
    return openSound(file)
  }
}

/** Up to its return no statement is prepared, so that a file which turns out unreadable can be let go of at once. */
function openSound(file: string): Writable {
  // A write-ahead log that is still there means that the last close was not a clean one.
  const suspect = bytesOf(`${file}-wal`) > 0 && bytesOf(file) <= MOST_BYTES_CHECKED
  if (bytesOf(file) > 0) closing(openReadable(file), (database) => assertKnown(database, suspect))
  const database = openWritable(file)
  try {
    migrate(database)
    // SQLite opens a write-protected file without a word and refuses the first write, so here is one.
    database.script(`pragma user_version = ${String(NEWEST_VERSION)}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Looks before anything is written, so that a file that is not ours to change stays as it is. */
function assertKnown(database: Readable, suspect: boolean): void {
  assertNotNewer(database)
  database.reported('select report(name) from sqlite_schema')
  if (!suspect) return
  const [found] = database.reported('select report(quick_check) from pragma_quick_check')
  if (found !== 'ok') throw faultError('database_unreadable', String(found))
}

/**
 * Renames the file and what belongs to it; returns where it is now. No connection may be open: SQLite
 * would later remove the write-ahead log by its old name, which is then another database's.
 */
function setAside(file: string): string {
  const when = new Date().toISOString().replace(/[:.]/g, '-')
  const aside = join(dirname(file), `${basename(file, '.db')}.unreadable-${when}.db`)
  for (const part of ['', '-wal', '-shm']) {
    if (bytesOf(file + part) >= 0) renameSync(file + part, aside + part)
  }
  return aside
}

function closing(database: Readable, use: (database: Readable) => void): void {
  try {
    use(database)
  } finally {
    database.close()
  }
}

/** -1 when there is no such file. */
function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? -1
}
