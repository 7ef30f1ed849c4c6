import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A finished backup. */
export interface BackupFile {
  readonly file: string
  /** When it was begun, in milliseconds since 1970. */
  readonly madeAtMs: number
  /** The same as `2026-01-31`. */
  readonly day: string
}

/** Beside the history, so that they move with it. */
export function backupFolder(history: string): string {
  return join(dirname(history), 'backups')
}

/** Where a backup of this history that is begun now goes. */
export function backupFile(history: string, wallMs: number): string {
  const when = new Date(wallMs).toISOString().replace(/[:.]/g, '-')
  return join(backupFolder(history), `${stemOf(history)}-${when}.db`)
}

/** The backups of this history, newest first; none where their folder cannot be read. */
export function backupsOf(history: string): readonly BackupFile[] {
  const prefix = `${stemOf(history)}-`
  const found = names(backupFolder(history)).flatMap((name) => {
    const when = name.startsWith(prefix) ? WHEN.exec(name.slice(prefix.length)) : null
    if (!when) return []
    const [, day = '', hours = '', minutes = '', seconds = ''] = when
    const madeAtMs = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`)
    return [{ file: join(backupFolder(history), name), madeAtMs, day }]
  })
  return found.sort((one, other) => other.madeAtMs - one.madeAtMs)
}

const WHEN = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-\d{3}Z\.db$/

function stemOf(history: string): string {
  return basename(history, '.db')
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    // No backup was ever made, or the folder is not ours to read; either way there is none to take from.
    return []
  }
}
