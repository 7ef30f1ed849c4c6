import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const NAME = /^history-(\d{4}-\d\d-\d\d)T[\d-]+Z\.db$/

/** A finished backup. */
export interface BackupFile {
  readonly file: string
  /** As `2026-01-31`. */
  readonly day: string
}

/** Beside the history, so that it moves with it. */
export function backupFolder(folder: string): string {
  return join(folder, 'backups')
}

/** The name of a backup that is made now; names sort by time. */
export function backupName(wallMs: number): string {
  return `history-${new Date(wallMs).toISOString().replace(/[:.]/g, '-')}.db`
}

/** Those that are there, newest first; none where the folder cannot be read. */
export function backupsOf(folder: string): readonly BackupFile[] {
  const found = names(backupFolder(folder)).flatMap((name) => {
    const day = NAME.exec(name)?.[1]
    return day === undefined ? [] : [{ file: join(backupFolder(folder), name), day, name }]
  })
  return found.sort((one, other) => (one.name < other.name ? 1 : -1)).map(({ file, day }) => ({ file, day }))
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    // No backup was ever made, or the folder is not ours to read; either way there is none to take from.
    return []
  }
}
