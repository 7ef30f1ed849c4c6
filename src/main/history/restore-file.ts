import { renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { BackupContents } from '../../shared/domain/transfer'
import { faultError } from '../fault-error'
import { copyDatabase, openWritable, type Writable } from './database'
import { diskFault } from './disk-fault'
import { assertNotNewer } from './migrate'
import { bytesOf } from './replace-damaged'
import { soundness } from './soundness'
import { renameLogs } from './take-logged'

const PARTS = ['', '-wal', '-shm', '-journal'] as const

/** Copies a backup beside the history and looks into it; the backup is only read. Throws what is wrong with it. */
export async function prepareRestore(backup: string, history: string): Promise<BackupContents> {
  if (bytesOf(backup) < 0) throw faultError('file_unreadable', 'it cannot be found')
  const copy = preparedFile(history)
  remove(copy)
  try {
    await copyDatabase(backup, copy).catch(notABackup)
    return looked(copy)
  } catch (error) {
    remove(copy)
    throw error
  }
}

/** From now on the next start puts what was prepared in the place of the history. */
export function decideRestore(history: string): void {
  if (bytesOf(preparedFile(history)) <= 0) throw faultError('gone', 'no backup has been prepared')
  renameSync(preparedFile(history), decidedFile(history))
}

export function dropRestore(history: string): void {
  remove(preparedFile(history))
}

/** At the start, before anything is opened: the history that was there is kept under another name. */
export function finishRestore(history: string): void {
  if (bytesOf(decidedFile(history)) <= 0) return
  // The time of the restored file, not of now: a start that goes on after a kill finds the name the first parts have,
  // and the write-ahead log comes to lie beside its database.
  const when = statSync(decidedFile(history)).mtime.toISOString().replace(/[:.]/g, '-')
  const kept = named(history, `before-restore-${when}`)
  for (const part of PARTS) if (bytesOf(history + part) >= 0) renameSync(history + part, kept + part)
  renameLogs(history, kept)
  renameSync(decidedFile(history), history)
}

function looked(copy: string): BackupContents {
  const database = openedCopy(copy)
  try {
    // It becomes one file, without a write-ahead log beside it.
    database.script('pragma journal_mode = delete')
    const tables = database.reported('select report(name) from sqlite_schema')
    if (!tables.includes('conversation') || !tables.includes('message')) notABackup()
    assertNotNewer(database)
    if (soundness(database) !== null) throw faultError('file_damaged', 'the backup is not sound')
    const count = (sql: string): number => Number(database.reported(sql)[0] ?? 0)
    const conversations = count('select report(count(*)) from conversation where deleted_at_ms is null')
    const newestMs = count('select report(max(updated_at_ms)) from conversation where deleted_at_ms is null')
    const messages = count('select report(count(*)) from message')
    return { conversations, messages, newestMs: conversations === 0 ? null : newestMs }
  } finally {
    database.close()
  }
}

function openedCopy(copy: string): Writable {
  try {
    return openWritable(copy)
  } catch (error) {
    return notABackup(error)
  }
}

function notABackup(error?: unknown): never {
  const { fault } = diskFault(error ?? new Error('not a history'))
  if (fault.kind === 'disk_full' || fault.kind === 'disk_read_only') throw faultError(fault.kind, fault.message)
  throw faultError('file_not_backup', 'it is no history of Rill')
}

function preparedFile(history: string): string {
  return named(history, 'restoring')
}

function decidedFile(history: string): string {
  return named(history, 'restored')
}

function named(history: string, what: string): string {
  return join(dirname(history), `${basename(history, '.db')}.${what}.db`)
}

function remove(file: string): void {
  for (const part of PARTS) rmSync(file + part, { force: true })
}
