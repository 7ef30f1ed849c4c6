import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { RunId } from '../../shared/domain/ids'

const RUN_ID = /^[\w-]+$/
/** JSON has no line feed in it, but U+2028 and U+2029 as they are, which a dot stops at. */
const LINE = /^(\d{1,15}) (.*)$/s

/** A line of a run's log: what its journal keeps of one tick. */
export interface LoggedPiece {
  /** The number of its first frame. */
  readonly seq: number
  /** JSON, as `pieceOf` makes it. */
  readonly body: string
}

export function logFile(database: string, runId: RunId): string {
  return logPrefix(database) + runId
}

export function logLine(seq: number, body: string): string {
  return `${String(seq)} ${body}\n`
}

/** The conversation that a run was begun in; empty where what is left of its log names none, as for a translation. */
export function conversationOf([piece]: readonly LoggedPiece[]): string {
  try {
    const frames: unknown = JSON.parse(piece?.body ?? '[]')
    const first: unknown = Array.isArray(frames) ? frames[0] : null
    if (typeof first !== 'object' || first === null || !('conversationId' in first)) return ''
    return typeof first.conversationId === 'string' ? first.conversationId : ''
  } catch {
    // A line that was cut off names none; it is read as every other.
    return ''
  }
}

/** The runs that have a log beside this database. */
export function loggedRuns(database: string): readonly RunId[] {
  const prefix = basename(logPrefix(database))
  const named = readdirSync(dirname(database)).filter((name) => name.startsWith(prefix))
  return named.map((name) => name.slice(prefix.length)).filter((id): id is RunId => RUN_ID.test(id))
}

/** By descriptor. The end of a line that is just being written, and what is no line, are left out. */
function piecesIn(log: number): readonly LoggedPiece[] {
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1)
  return lines.flatMap((line) => {
    const [, seq, body] = LINE.exec(line) ?? []
    return seq === undefined || body === undefined ? [] : [{ seq: Number(seq), body }]
  })
}

/** The logs beside a database, each to be read when it is asked for, also once its run has ended and it is removed. */
export class OpenLogs {
  private readonly read = new Map<RunId, readonly LoggedPiece[]>()

  private constructor(private readonly descriptors: ReadonlyMap<RunId, number>) {}

  static beside(database: string): OpenLogs {
    const descriptors = new Map<RunId, number>()
    const logs = new OpenLogs(descriptors)
    try {
      for (const runId of loggedRuns(database)) {
        const descriptor = openThere(logFile(database, runId))
        if (descriptor !== null) descriptors.set(runId, descriptor)
      }
      return logs
    } catch (error) {
      logs.close()
      throw error
    }
  }

  get runIds(): readonly RunId[] {
    return [...this.descriptors.keys()]
  }

  pieces(runId: RunId): readonly LoggedPiece[] {
    const descriptor = this.descriptors.get(runId)
    if (descriptor === undefined) return []
    // A descriptor is read once: it then stands at its end.
    const pieces = this.read.get(runId) ?? piecesIn(descriptor)
    this.read.set(runId, pieces)
    return pieces
  }

  close(): void {
    for (const descriptor of this.descriptors.values()) closeSync(descriptor)
  }
}

/** Null where it has just been removed. */
function openThere(file: string): number | null {
  try {
    return openSync(file, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function logPrefix(database: string): string {
  return `${database}-run-`
}
