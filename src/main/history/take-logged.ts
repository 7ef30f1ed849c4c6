import { renameSync, rmSync, statSync } from 'node:fs'
import { TRASH_KEEPS_MS } from '../../shared/domain/conversation'
import type { RunId } from '../../shared/domain/ids'
import type { Writable } from './database'
import { LIVE_PHASES } from './live-runs'
import { conversationOf, logFile, loggedRuns, OpenLogs, type LoggedPiece } from './logged-pieces'

const PUT_PIECES = `
  insert into piece (run_id, seq, body)
  select value ->> 0, value ->> 1, value ->> 2 from json_each(fed()) where true`
const OF_LIVE_ANSWER = `
  and value ->> 0 in (select run_id from answer where phase in ${LIVE_PHASES})`

const PUT_TRANSLATED = PUT_PIECES.replace('into piece', 'into translated_piece')
const OF_LIVE_PART = `
  and value ->> 0 in (
    select run_id from translated_part where content ->> '$.state.phase' in ${LIVE_PHASES})`

const KNOWN_RUNS = 'select run_id from answer union all select run_id from translated_part'

/** What the logs beside a database hold at one moment. */
export type Logged = ReadonlyMap<RunId, readonly LoggedPiece[]>

export function loggedBeside(database: string): Logged {
  const logs = OpenLogs.beside(database)
  try {
    return new Map(logs.runIds.map((runId) => [runId, logs.pieces(runId)]))
  } finally {
    logs.close()
  }
}

/**
 * Puts these pieces where the journal of a live run is kept, in the database they belong to or a copy of it. Those that
 * are there already are not put again; of a run that is over, or that is not known, none is.
 */
export function putLogged(database: Writable, logged: Logged): void {
  if (logged.size === 0) return
  // The logs may have been on the disk for days when they are removed after it.
  database.transaction('power', () => put(database, logged, [PUT_PIECES + OF_LIVE_ANSWER, PUT_TRANSLATED + OF_LIVE_PART]))
}

/** The same of every run, within the transaction that puts a database together; it holds to no rule yet. */
export function putAllLogged(database: Writable, logged: Logged): void {
  put(database, logged, [PUT_PIECES, PUT_TRANSLATED])
}

/**
 * Takes what a crash has left into the database. The log of a run whose conversation is not there goes: that was
 * removed for good while its answer was being made. One of an unknown run in a known conversation stays for as long as
 * the trash keeps things, since the file may have been put back to an older state.
 */
export function takeLogged(database: Writable, file: string, nowMs = Date.now()): void {
  const logged = loggedBeside(file)
  if (logged.size === 0) return
  putLogged(database, logged)
  const ids = [...logged.keys()].map((id) => `'${id}'`).join(', ')
  const known = new Set(database.reported(`select report(run_id) from (${KNOWN_RUNS}) where run_id in (${ids})`))
  for (const [runId, pieces] of logged) {
    const log = logFile(file, runId)
    const isDone = known.has(runId) || isOfRemoved(database, pieces)
    if (isDone || nowMs - statSync(log).mtimeMs > TRASH_KEEPS_MS) removeLog(log)
  }
}

function isOfRemoved(database: Writable, pieces: readonly LoggedPiece[]): boolean {
  const id = conversationOf(pieces)
  const quoted = `'${id.replaceAll("'", "''")}'`
  return id !== '' && database.reported(`select report(1) from conversation where id = ${quoted}`).length === 0
}

function removeLog(log: string): void {
  try {
    rmSync(log, { force: true })
  } catch {
    // Another program holds it, as on Windows. What it says is stored, and the next start tries again.
  }
}

/** A database that is put aside takes them along. */
export function renameLogs(from: string, to: string): void {
  for (const runId of loggedRuns(from)) renameSync(logFile(from, runId), logFile(to, runId))
}

function put(database: Writable, logged: Logged, statements: readonly string[]): void {
  for (const [runId, pieces] of logged) {
    const rows = pieces.map(({ seq, body }) => [runId, seq, body])
    for (const sql of statements) database.feed(`${sql} on conflict (run_id, seq) do nothing`, rows)
  }
}
