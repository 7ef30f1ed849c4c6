import { rmSync } from 'node:fs'
import { openWritable, type Writable } from '../database'
import { faultError } from '../../fault-error'
import { migrate } from '../migrate'
import { MEND_ROWS } from './mend-rows'
import { MERGE_TABLES } from './merge-rows'
import { MergedViews } from './merged-views'
import { noteRemovedRows, withoutRemoved } from './removed-rows'
import { hasForeignLog } from './page-file'
import { loggedBeside, putAllLogged } from '../take-logged'

/** What came of it. */
export interface Rebuilt {
  readonly conversations: number
  readonly messages: number
  /** Messages that are named somewhere and were found nowhere. */
  readonly lost: number
  /** The backup that some of it came from; null when none was needed. */
  readonly backup: string | null
  /** False when the time was up before all was read. */
  readonly finished: boolean
}

export interface RebuildOptions {
  readonly damaged: string
  /** Made anew; a file of this name is replaced. */
  readonly into: string
  /** Newest first; what the damaged file lacks is taken from them. */
  readonly backups: readonly string[]
  /** Conversations that were removed for good and may still be in a backup. */
  readonly removed: readonly string[]
  readonly limitMs: number
  /** A monotonic clock, in milliseconds. */
  readonly nowMs?: () => number
}

type RebuildSources = Pick<RebuildOptions, 'damaged' | 'backups' | 'removed'>

/**
 * Builds a sound database from what can still be read of a damaged one, and from its backups. The damaged file is only
 * read, and never by SQLite, which would take a wrong write-ahead log for the right one, and may remove it.
 */
export function rebuild({ into, ...from }: RebuildOptions): Rebuilt {
  for (const part of ['', '-wal', '-shm']) rmSync(into + part, { force: true })
  const database = openWritable(into)
  try {
    migrate(database)
    return refill(database, from)
  } finally {
    database.close()
  }
}

/** The same into an empty database of the newest schema, which stays open. */
export function refill(database: Writable, from: Omit<RebuildOptions, 'into'>): Rebuilt {
  const { limitMs, nowMs = () => performance.now() } = from
  database.script(`pragma foreign_keys = off; ${MERGE_TABLES}`)
  const untilMs = nowMs() + limitMs
  try {
    return database.transaction('power', () => fill(database, from, () => nowMs() > untilMs))
  } finally {
    database.script('pragma foreign_keys = on')
  }
}

function fill(database: Writable, { damaged, backups, removed }: RebuildSources, isLate: () => boolean): Rebuilt {
  const views = new MergedViews(database, isLate)
  // A log that belongs to another file, or to another state of this one, hides what this one holds.
  const withLogFirst = !hasForeignLog(damaged)
  views.merge(damaged, withLogFirst)
  noteRemovedRows(database, removed)
  views.merge(damaged, !withLogFirst)
  const before = messagesIn(database)
  const readable = backups.find((backup) => views.merge(backup, false) > 0)
  const backup = readable !== undefined && messagesIn(database) > before ? readable : null
  views.mergeCut()
  const finished = !isLate()
  putAllLogged(database, withoutRemoved(database, loggedBeside(damaged)))
  database.script(MEND_ROWS)
  if (database.reported('select report("table") from pragma_foreign_key_check limit 1').length > 0) {
    throw faultError('internal', 'the rows that were found do not hang together')
  }
  const [conversations = 0, messages = 0, lost = 0] = database.reported(COUNTS).map(Number)
  return { conversations, messages, lost, backup, finished }
}

const COUNTS = `
  select report((select count(*) from conversation where deleted_at_ms is null));
  select report((select count(*) from message m join conversation c on c.id = m.conversation_id
    where c.deleted_at_ms is null));
  select report((select count(*) from temp.known where id not in (select id from message)))`

function messagesIn(database: Writable): number {
  return Number(database.reported('select report(count(*)) from message')[0])
}
