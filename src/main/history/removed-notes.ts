import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConversationId } from '../../shared/domain/ids'
import { backupFolder } from './backup-files'

/** Which conversations have been removed for good, and may still be in a backup. */
export interface RemovedNote {
  readonly file: string
  readonly ids: readonly ConversationId[]
  /** In milliseconds since 1970. */
  readonly atMs: number
}

const NAME = /^history-removed-[0-9a-f-]+\.json$/

/** Enough that a large trash leaves few notes, and so few that writing all of them once more costs next to nothing. */
const NOTED_TOGETHER = 500

/** What this thread has noted last. */
let last: { readonly folder: string; readonly file: string; readonly ids: readonly ConversationId[] } | null = null

/**
 * Notes what is about to be removed for good, in a file of its own among the backups: a kill leaves it, and who reads
 * and removes the others meanwhile does not meet it. It takes the place of the one before, once it is whole. Where no
 * backup was ever made there is nothing to note.
 */
export function noteRemoved(history: string, ids: readonly ConversationId[]): void {
  const folder = backupFolder(history)
  if (ids.length === 0 || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return
  try {
    const file = join(folder, `history-removed-${randomUUID()}.json`)
    const before = last !== null && last.folder === folder && existsSync(last.file) ? last : null
    const together = before !== null && before.ids.length + ids.length <= NOTED_TOGETHER ? [...before.ids, ...ids] : ids
    writeFileSync(file, JSON.stringify(together), { mode: 0o600 })
    last = { folder, file, ids: together }
    if (before !== null && together !== ids) rmSync(before.file, { force: true })
  } catch {
    // A full disk is a reason to remove something: then the backups that hold it go as they age.
  }
}

/** Oldest or newest first, as the folder has them; none where it cannot be read. */
export function removedNotes(history: string): readonly RemovedNote[] {
  const folder = backupFolder(history)
  try {
    return readdirSync(folder).filter((name) => NAME.test(name)).flatMap((name) => noteIn(join(folder, name)) ?? [])
  } catch {
    // No backup was ever made, or the folder is not ours to read.
    return []
  }
}

/** One that a kill has cut off was of a removal that has not begun. Null when one that says more is in its place. */
function noteIn(file: string): RemovedNote | null {
  const atMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  if (atMs === undefined) return null
  try {
    const ids: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return { file, atMs, ids: Array.isArray(ids) ? ids.filter((id): id is ConversationId => typeof id === 'string') : [] }
  } catch {
    // It says nothing yet, and is removed once it is old.
    return { file, atMs, ids: [] }
  }
}
