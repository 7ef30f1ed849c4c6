import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ConversationId } from '../../shared/domain/ids'
import { faultError } from '../fault-error'
import { backupFolder, backupsOf } from './backup-files'
import { openReadable, openWritable } from './database'
import { diskFault } from './disk-fault'
import { copyFile } from './give-up'
import { migrate } from './migrate'
import { PlaceWriter } from './place-writer'
import { removedNotes, type RemovedNote } from './removed-notes'
import { IndexUpkeep } from './search/index-upkeep'
import { examined, soundness } from './soundness'
import { Wipe } from './wipe'

export interface CleanOptions {
  /** Throws once this is to be given up; asked before every step, each of which takes no more than a moment. */
  readonly mustGoOn: () => void
  /** Runs the step that puts a cleaned copy in its place, unless this is given up by then. */
  readonly inPlace?: (rename: () => void) => void
  /** Milliseconds since 1970. */
  readonly wallMs?: () => number
}

const GO_ON: CleanOptions = { mustGoOn: () => undefined }

const HELD = 'select report(id) from conversation where id in'

/**
 * Takes what has been removed for good out of the backups of this history. Each is copied, the copy cleaned, checked
 * and put in its place in one step: a kill leaves every backup whole, and the notes that say what is still to be done.
 * What is in the history all the same stays. Throws when the disk refuses it, and what `mustGoOn` throws.
 */
export function cleanBackups(history: string, options: CleanOptions = GO_ON): void {
  const { wallMs = Date.now } = options
  const notes = removedNotes(history)
  const noted = notes.flatMap(({ ids }) => ids)
  // One that cannot be read may be in the middle of being written.
  const isOld = ({ atMs }: RemovedNote): boolean => wallMs() - atMs > LONGEST_REMOVAL_MS
  if (noted.length === 0) return remove(notes.filter(isOld))
  const here = new Set(heldBy(history, noted))
  const gone = noted.filter((id) => !here.has(id))
  if (gone.length > 0) for (const { file } of backupsOf(history)) cleanOne(file, gone, options)
  // A removal that has only just been noted is still to come; one that a kill has undone is not.
  remove(notes.filter((note) => (note.ids.length > 0 && !note.ids.some((id) => here.has(id))) || isOld(note)))
}

/** Far more than emptying the largest trash takes. */
const LONGEST_REMOVAL_MS = 60 * 60 * 1_000

function remove(notes: readonly RemovedNote[]): void {
  for (const { file } of notes) rmSync(file, { force: true })
}

/** Where a backup is made, or cleaned, until it is whole. */
export function partOf(backup: string): string {
  return `${backup}.part`
}

/** What a kill has left of a backup that was being made, or cleaned. */
export function sweepParts(history: string): void {
  const folder = backupFolder(history)
  const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : []
  for (const name of names.filter((one) => PART.test(one))) rmSync(join(folder, name), { force: true })
}

const PART = /^history-.*\.db\.part(?:-wal|-shm|-journal)?$/

/** Each takes its messages along. */
const PURGED_TOGETHER = 10

function cleanOne(backup: string, gone: readonly ConversationId[], { mustGoOn, inPlace = atOnce }: CleanOptions): void {
  const part = partOf(backup)
  try {
    mustGoOn()
    const held = heldBy(backup, gone)
    if (held.length === 0) return
    copyFile(backup, part, mustGoOn)
    takeOut(part, held, mustGoOn)
    inPlace(() => renameSync(part, backup))
  } catch (error) {
    // A copy that was cut off under this is no damage of the backup.
    mustGoOn()
    // One that is damaged is left as it is, for the little that can be read of it; it goes as it ages.
    if (diskFault(error).fault.kind !== 'database_damaged') throw error
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(part + end, { force: true })
  }
}

function atOnce(rename: () => void): void {
  rename()
}

function heldBy(file: string, ids: readonly ConversationId[]): readonly ConversationId[] {
  const database = openReadable(file)
  try {
    const list = ids.map((id) => `'${id.replaceAll("'", "''")}'`).join(', ')
    return database.reported(`${HELD} (${list})`) as ConversationId[]
  } finally {
    database.close()
  }
}

function takeOut(copy: string, ids: readonly ConversationId[], mustGoOn: () => void): void {
  const database = openWritable(copy)
  try {
    // It may have been made before the last update.
    migrate(database)
    mustGoOn()
    const { isIndexSound } = examined(database)
    const wipe = new Wipe(database)
    const places = new PlaceWriter(database)
    wipe.want()
    // A damaged index refuses the removal; the backup is no less whole without it, since it is made from the texts.
    if (!isIndexSound) new IndexUpkeep(database).rebuild()
    for (let at = 0; at < ids.length; at += PURGED_TOGETHER) {
      mustGoOn()
      const some = ids.slice(at, at + PURGED_TOGETHER)
      places.delete(some)
      places.purge(some)
    }
    do mustGoOn()
    while (wipe.step())
    mustGoOn()
    const damage = soundness(database)
    if (damage !== null) throw faultError('database_damaged', damage)
    // A backup is one file.
    database.script('pragma journal_mode = delete')
  } finally {
    database.close()
  }
}
