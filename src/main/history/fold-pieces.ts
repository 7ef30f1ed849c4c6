import { applyFrame, copyContent, type GrowingContent } from '../../shared/answer-content'
import type { RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import { isLive } from '../../shared/domain/run'
import type { Frame, FrameBody } from '../../shared/ipc/frames'
import type { Readable } from './database'
import type { LoggedPiece } from './logged-pieces'
import { UnfinishedAttempt } from './unfinished-attempt'

/** What a journal keeps of a tick; null when nothing in it is worth it, as figures in which only time went on. */
export function pieceOf(frames: readonly Frame[]): string | null {
  const kept = frames.filter((frame) => frame.type !== 'run-usage' || frame.news === true)
  // JSON leaves out what is not defined, and a copy without some fields costs several whole ones.
  if (kept.length === 0) return null
  return JSON.stringify(kept.map((frame) => ({ ...frame, runId: undefined, seq: undefined })))
}

/** Where the frames of runs are kept while they go on: those of answers, and those of parts of a translation. */
export type PieceTable = 'piece' | 'translated_piece'

/**
 * The stored content of an answer with the journal of its run on top, what the database has of it and then what its
 * log has; as stored when the run is over. `unfinished` learns of the attempt that has not ended.
 */
export function foldPieces(
  database: Readable,
  runId: RunId,
  stored: AnswerContent,
  unfinished = new UnfinishedAttempt(),
  table: PieceTable = 'piece'
): AnswerContent {
  if (!isLive(stored.state)) return stored
  const content = copyContent(stored)
  const pieces = database.all<LoggedPiece>(`select seq, body from ${table} where run_id = ? order by seq`, runId)
  // A log that could not be removed after it was taken in says again what the table has.
  const taken = new Set(pieces.map(({ seq }) => seq))
  const logged = database.logged(runId).filter(({ seq }) => !taken.has(seq))
  for (const { body } of [...pieces, ...logged]) applyPiece(content, unfinished, body)
  return content
}

/** A piece that a damaged disk made unreadable costs its own text only, and is counted as skipped. */
function applyPiece(content: GrowingContent, unfinished: UnfinishedAttempt, body: string): void {
  try {
    for (const frame of JSON.parse(body) as FrameBody[]) {
      applyFrame(content, frame)
      unfinished.take(frame)
    }
  } catch {
    content.skippedEvents += 1
  }
}
