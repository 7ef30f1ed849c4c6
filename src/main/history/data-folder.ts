import {
  closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, rmdirSync, statfsSync, statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../../shared/fault'
import type { MoveProgress } from '../../shared/domain/transfer'
import { faultError } from '../fault-error'
import { diskFault, notWritten } from './disk-fault'
import { copyVerified, historyFiles, removeHistoryFiles } from './history-files'
import { takeWriterLock } from './writer-lock'

/** Where the history is, written beside the settings; what is null is not so. */
interface Note {
  /** In force. Null for the profile itself. */
  readonly folder: string | null
  /** Decided: the next start moves there. */
  readonly moveTo: string | null
  /** What was in force before, as long as it has not been cleared. */
  readonly leaving: string | null
}

const AT_HOME: Note = { folder: null, moveTo: null, leaving: null }

/** Stands in a folder that is being filled: nothing in it is anybody's but ours. */
const MARK = 'moving'
const MOST_NAMES = 99
/** A disk that is filled to the last byte cannot hold the history for long. */
const ROOM_TO_SPARE = 1.05

/** The folder of the history, and whether it is another than the profile's own. */
export function dataFolder(profile: string): { readonly folder: string; readonly isMoved: boolean } {
  const { folder } = noteIn(profile)
  return { folder: folder ?? profile, isMoved: folder !== null }
}

/** What the person is told: while the start still moves the history, where it is going. */
export function shownFolder(profile: string): string {
  const { folder, moveTo } = noteIn(profile)
  return moveTo ?? folder ?? profile
}

/** How many bytes a move would copy. */
export function bytesToMove(profile: string): number {
  return sum(historyFiles(dataFolder(profile).folder))
}

/**
 * From now on the next start moves the history into a new folder within this one, and returns that. Throws
 * `file_not_written` where it cannot be written or has not the room; nothing is changed then.
 */
export function decideMove(profile: string, into: string): string {
  try {
    const { bavail, bsize } = statfsSync(into)
    if (bytesToMove(profile) * ROOM_TO_SPARE > bavail * bsize) throw faultError('disk_full', 'there is too little room')
    const target = freeFolder(into)
    writeFileSync(join(target, MARK), '')
    putNote(profile, { ...noteIn(profile), moveTo: target })
    return target
  } catch (error) {
    throw notWritten(error)
  }
}

/**
 * At the start, before anything is opened. The old place is in force until every file has been copied and read back; a
 * kill before that leaves it so, and the next start copies anew. Resolves with what went wrong, and then the history
 * is where it was.
 */
export async function finishMove(profile: string, onProgress: (progress: MoveProgress) => void): Promise<Fault | null> {
  clearLeft(profile)
  const note = noteIn(profile)
  if (note.moveTo === null) return null
  const { folder: from } = dataFolder(profile)
  try {
    const lock = takeWriterLock(join(from, 'history.db'))
    try {
      await copyAll(from, note.moveTo, onProgress)
      putNote(profile, { folder: note.moveTo, moveTo: null, leaving: from })
    } finally {
      lock.release()
    }
  } catch (error) {
    try {
      giveUp(profile, note.moveTo)
    } catch {
      // What stays there bears our mark and holds nobody up; a note that could not be written has it tried again.
    }
    return { kind: 'history_not_moved', message: diskFault(error).fault.message }
  }
  clearLeft(profile)
  return null
}

async function copyAll(from: string, to: string, onProgress: (progress: MoveProgress) => void): Promise<void> {
  if (statSync(join(to, MARK), { throwIfNoEntry: false }) === undefined) {
    throw faultError('gone', 'the folder to move to is not there any more')
  }
  removeHistoryFiles(to)
  const files = historyFiles(from)
  // Each byte is written once and read back once.
  const of = 2 * sum(files)
  let done = 0
  onProgress({ done, of })
  for (const { name } of files) {
    await copyVerified(join(from, name), join(to, name), (bytes) => {
      done += bytes
      onProgress({ done, of })
    })
  }
  syncFolder(to)
}

/** The copy is in force: what is left of the old place goes. False when something stays for the next start. */
function clearLeft(profile: string): boolean {
  const note = noteIn(profile)
  if (note.leaving === null || note.folder === null) return true
  try {
    rmSync(join(note.folder, MARK), { force: true })
    removeHistoryFiles(note.leaving)
    removeEmpty(join(note.leaving, 'backups'))
    if (note.leaving !== profile) removeEmpty(note.leaving)
    putNote(profile, { ...note, leaving: null })
    return true
  } catch {
    // It is in nobody's way.
    return false
  }
}

function giveUp(profile: string, target: string): void {
  putNote(profile, { ...noteIn(profile), moveTo: null })
  if (statSync(join(target, MARK), { throwIfNoEntry: false }) === undefined) return
  removeHistoryFiles(target)
  rmSync(join(target, MARK), { force: true })
  removeEmpty(join(target, 'backups'))
  removeEmpty(target)
}

/** False where something else is in it, which stays. */
function removeEmpty(folder: string): boolean {
  try {
    rmdirSync(folder)
    return true
  } catch {
    return false
  }
}

function freeFolder(into: string): string {
  for (let turn = 1; turn <= MOST_NAMES; turn++) {
    const folder = join(into, turn === 1 ? 'Rill' : `Rill ${String(turn)}`)
    if (statSync(folder, { throwIfNoEntry: false }) !== undefined) continue
    mkdirSync(folder, { mode: 0o700 })
    return folder
  }
  throw faultError('disk_read_only', 'every name is taken')
}

function noteFile(profile: string): string {
  return join(profile, 'data-folder.json')
}

function noteIn(profile: string): Note {
  try {
    const read: unknown = JSON.parse(readFileSync(noteFile(profile), 'utf8'))
    if (typeof read !== 'object' || read === null) return AT_HOME
    const textAt = (name: keyof Note): string | null => {
      const value: unknown = Reflect.get(read, name)
      return typeof value === 'string' ? value : null
    }
    return { folder: textAt('folder'), moveTo: textAt('moveTo'), leaving: textAt('leaving') }
  } catch {
    // Nothing was ever moved.
    return AT_HOME
  }
}

/** A kill leaves the old note or the new one. */
function putNote(profile: string, note: Note): void {
  const file = noteFile(profile)
  const part = `${file}.part`
  writeFileSync(part, `${JSON.stringify(note)}\n`, { mode: 0o600 })
  syncFile(part)
  renameSync(part, file)
  syncFolder(profile)
}

function syncFile(file: string): void {
  const opened = openSync(file, 'r+')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** So that the names outlive a cut of the power; Windows knows no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

function sum(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0)
}
