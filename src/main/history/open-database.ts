import { randomInt } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Fault } from '../../shared/fault'
import { FaultError, faultError } from '../fault-error'
import { backupsOf } from './backup-files'
import { openReadable, openWritable, type Readable, type Writable } from './database'
import { diskFault } from './disk-fault'
import type { HistoryNotice } from './history'
import type { OpenedHistory } from './history-calls'
import { assertNotNewer, migrate, NEWEST_VERSION, schemaVersion } from './migrate'
import { hasForeignLog, hasTornLog, pageBytesIn, versionIn } from './salvage/page-file'
import { bytesOf, finishReplacing, isMarkedDamaged, replaceDamaged, unmarkDamaged } from './replace-damaged'
import { finishRestore } from './restore-file'
import { soundness } from './soundness'
import { openUnsaved } from './unsaved-history'
import { takeLogged } from './take-logged'
import { takeWriterLock, type WriterLock } from './writer-lock'

export interface OpenedDatabase extends OpenedHistory {
  readonly database: Writable
  /** Closes the database and lets another process write it. */
  close(): void
}

/** A check reads the whole file; up to this size that takes well under a second. */
const MOST_BYTES_CHECKED = 64 * 1024 * 1024

/**
 * Opens the history in this folder, or the next best thing, so that the app always starts; the notices say what was
 * done. An unreadable file is set aside under another name, and a fresh one begun with what could be read of it. A file
 * of a newer version is left where that version will look for it, and one of this version's own is used beside it.
 * Where nothing can be written, or another process writes it, the history lives in memory and shows what is stored.
 */
export function openDatabase(folder: string, isMoved = false): OpenedDatabase {
  const file = realFile(join(folder, 'history.db'))
  if (isMoved && bytesOf(file) < 0) return openInMemory(file, { kind: 'history_folder_gone', message: folder })
  try {
    // Conversations are nobody else's to read.
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return openLocked(file, [])
  } catch (error) {
    return openInMemory(file, diskFault(error).fault)
  }
}

/** Two ways to one file, through a link, lead to one lock and one write-ahead log. */
function realFile(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    // There is no history yet, so nothing leads to it by another way.
    return file
  }
}

/** Opens the file that `openDatabase` has opened before in this process, for a thread that takes another's place. */
export function openAgain(file: string): OpenedDatabase {
  const lock = takeWriterLock(file)
  const database = openWritable(file)
  const version = schemaVersion(database)
  // Another one has been put there; what that means is for the next start to find out.
  if (version !== NEWEST_VERSION) throw faultError('database_damaged', `the history is now of version ${String(version)}`)
  return { ...held(database, lock), file, notices: [] }
}

function openLocked(file: string, notices: HistoryNotice[]): OpenedDatabase {
  const lock = takeWriterLock(file)
  try {
    return { ...held(openOrReplace(file, notices), lock), file, notices }
  } catch (error) {
    lock.release()
    if (!(error instanceof FaultError) || error.fault.kind !== 'database_newer') throw error
    return openLocked(ownFile(file), [...notices, { fault: error.fault, setAside: null }])
  }
}

function held(database: Writable, lock: WriterLock): Pick<OpenedDatabase, 'database' | 'close'> {
  const close = (): void => {
    database.close()
    lock.release()
  }
  return { database, close }
}

function openInMemory(file: string, { kind, message }: Fault): OpenedDatabase {
  const newer = versionOf(file) > NEWEST_VERSION
  const database = openUnsaved(newer ? ownFile(file) : file)
  const isSaid = kind === 'history_in_use' || kind === 'history_folder_gone'
  const fault: Fault = isSaid ? { kind, message } : { kind: 'history_not_saved', message: `${kind}: ${message}` }
  const faults = newer ? [faultError('database_newer', 'it is left as it is').fault, fault] : [fault]
  const notices = faults.map((one) => ({ fault: one, setAside: null }))
  return { database, close: () => database.close(), file: null, notices }
}

/** 0 where the file cannot even be read. */
function versionOf(file: string): number {
  try {
    return versionIn(file)
  } catch {
    // The notice that nothing can be saved names the folder's trouble.
    return 0
  }
}

/** What this version uses beside a history of a newer one. */
function ownFile(file: string): string {
  return join(dirname(file), `history-v${String(NEWEST_VERSION)}.db`)
}

function openOrReplace(file: string, notices: HistoryNotice[]): Writable {
  finishRestore(file)
  finishReplacing(file)
  try {
    return openSound(file)
  } catch (error) {
    const { fault } = diskFault(error)
    if (fault.kind !== 'database_damaged') throw new FaultError(fault)
    notices.push(replaceDamaged(file, { ...fault, kind: 'database_unreadable' }))
    return openSound(file)
  }
}

/** Up to its return no statement is prepared, so that a file which turns out unreadable can be let go of at once. */
function openSound(file: string): Writable {
  assertNotEmptied(file)
  // A write-ahead log that is still there means that the last close was not a clean one.
  const unclean = bytesOf(`${file}-wal`) > 0 && bytesOf(file) <= MOST_BYTES_CHECKED
  const suspect = unclean || isMarkedDamaged(file)
  if (bytesOf(file) > 0) closing(openReadable(file), (database) => assertKnown(database, file, suspect))
  unmarkDamaged(file)
  const database = openWritable(file)
  try {
    migrate(database)
    // SQLite opens a write-protected file without a word and refuses the first write, so here is one.
    database.script(`pragma user_version = ${String(NEWEST_VERSION)}`)
    markAsOwn(database)
    takeLogged(database, file)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Gives a new file a number of its own, by which its write-ahead log is told from another file's. */
function markAsOwn(database: Writable): void {
  const [mark] = database.reported('select report(application_id) from pragma_application_id')
  if (mark === 0) database.script(`pragma application_id = ${String(randomInt(1, 2 ** 31))}`)
}

/**
 * SQLite would take a file of less than one page for a new one, and remove the write-ahead log beside it. A file that
 * is gone, its log with it, was taken away on purpose.
 */
function assertNotEmptied(file: string): void {
  const bytes = bytesOf(file)
  const hasLog = bytesOf(`${file}-wal`) > 0
  if ((bytes < 0 && !hasLog) || bytes >= pageBytesIn(file)) return
  if (bytes > 0 || hasLog || backupsOf(file).length > 0) {
    throw faultError('database_damaged', 'the file has been emptied')
  }
}

/** Looks before anything is written, so that a file that is not ours to change stays as it is. */
function assertKnown(database: Readable, file: string, suspect: boolean): void {
  assertNotNewer(database)
  const tables = database.reported('select report(name) from sqlite_schema')
  const isOurs = schemaVersion(database) === 0 ? tables.length === 0 : tables.includes('conversation')
  if (!isOurs) throw faultError('database_damaged', 'the file holds something else')
  if (!suspect) return
  if (hasForeignLog(file)) throw faultError('database_damaged', 'the write-ahead log belongs to another file')
  if (hasTornLog(file)) throw faultError('database_damaged', 'commits in the write-ahead log are damaged')
  const damage = soundness(database)
  if (damage !== null) throw faultError('database_damaged', damage)
}

function closing(database: Readable, use: (database: Readable) => void): void {
  try {
    use(database)
  } finally {
    database.close()
  }
}
