import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { BroughtBack, Fault } from '../../shared/fault'
import { FaultError } from '../fault-error'
import { backupsOf } from './backup-files'
import { diskFault } from './disk-fault'
import type { HistoryNotice } from './history'
import { removedNotes } from './removed-notes'
import { rebuild } from './salvage/rebuild'
import { renameLogs } from './take-logged'

/** The first window waits for this; it is enough for some hundred megabytes. */
const LIMIT_MS = 20_000

const PARTS = ['', '-wal', '-shm'] as const

/**
 * Builds a new history from what can be read of the damaged one and its backups, sets the damaged one aside, whole, and
 * puts the new one in its place. Where nothing new can be written the damaged one stays as it is, and that is thrown.
 */
export function replaceDamaged(file: string, fault: Fault): HistoryNotice {
  const broughtBack = rebuiltBeside(file)
  const aside = setAside(file)
  if (broughtBack === null) return { fault, setAside: aside }
  renameSync(newFile(file), file)
  return { fault: { ...fault, message: `${fault.message}; ${inWords(broughtBack)}`, broughtBack }, setAside: aside }
}

/** A kill between the two renamings has left the new history beside the place of the old one. */
export function finishReplacing(file: string): void {
  if (bytesOf(file) >= 0 || bytesOf(newFile(file)) <= 0) return
  setAside(file)
  renameSync(newFile(file), file)
}

/** Damage found while the file is in use is looked into at the next start. False where no mark can be left. */
export function markDamaged(file: string): boolean {
  try {
    writeFileSync(markOf(file), '')
    return true
  } catch {
    // The fault that led here is what the person is told; the damage will show again.
    return false
  }
}

export function isMarkedDamaged(file: string): boolean {
  return bytesOf(markOf(file)) >= 0
}

/** Once the whole file has been found sound, or another is in its place. */
export function unmarkDamaged(file: string): void {
  rmSync(markOf(file), { force: true })
}

/** -1 when there is no such file. */
export function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? -1
}

/** Null when it came to nothing for a reason that lies in the file; it is set aside all the same. */
function rebuiltBeside(file: string): BroughtBack | null {
  const backups = backupsOf(file)
  try {
    const { backup, ...found } = rebuild({
      damaged: file,
      into: newFile(file),
      backups: backups.map((one) => one.file),
      removed: removedNotes(file).flatMap(({ ids }) => ids),
      limitMs: LIMIT_MS
    })
    return { ...found, backupOf: backups.find((one) => one.file === backup)?.day ?? null }
  } catch (error) {
    const { fault } = diskFault(error)
    if (fault.kind === 'disk_full' || fault.kind === 'disk_read_only') throw new FaultError(fault)
    return null
  }
}

/**
 * Renames the file and what belongs to it; returns where it is now. No connection may be open: SQLite
 * would later remove the write-ahead log by its old name, which is then another database's.
 */
function setAside(file: string): string {
  const when = new Date().toISOString().replace(/[:.]/g, '-')
  const aside = join(dirname(file), `${basename(file, '.db')}.unreadable-${when}.db`)
  for (const part of PARTS) {
    if (bytesOf(file + part) >= 0) renameSync(file + part, aside + part)
  }
  renameLogs(file, aside)
  return aside
}

function markOf(file: string): string {
  return `${file}-damaged`
}

function newFile(file: string): string {
  return join(dirname(file), `${basename(file, '.db')}.rebuilt.db`)
}

function inWords({ conversations, messages, lost, backupOf, finished }: BroughtBack): string {
  const from = backupOf === null ? '' : `, in part from the backup of ${backupOf}`
  const missing = lost > 0 ? `, ${String(lost)} messages are missing` : ''
  const found = `${String(conversations)} conversations with ${String(messages)} messages were brought back`
  return `${found}${from}${missing}${finished ? '' : ', the time was up before all was read'}`
}
