import type { Fault } from '../fault'
import type { StreamStats } from './stats'

/** How a finished answer ended, in the provider's protocol. */
export const FINISHES = ['stop', 'length', 'tool_calls', 'content_filter'] as const
export type Finish = (typeof FINISHES)[number]

export type AnswerState =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'streaming' }
  | { readonly phase: 'retrying'; readonly retry: RetryScheduled }
  | { readonly phase: 'ended'; readonly finish: Finish; readonly rawFinish: string }
  | { readonly phase: 'stopped' }
  /** The fault is null when the app itself ended before the answer did; `kept` once the person takes it as it is. */
  | { readonly phase: 'interrupted'; readonly fault: Fault | null; readonly kept?: true }
  | { readonly phase: 'failed'; readonly fault: Fault }

export function isLive(state: AnswerState): boolean {
  return state.phase === 'waiting' || state.phase === 'streaming' || state.phase === 'retrying'
}

/** `repeat`: the same request again. `continue`: the partial text goes back and the model goes on from it. */
export type AttemptWay = 'first' | 'repeat' | 'continue'

export interface RetryScheduled {
  /** The attempt that will follow, counted from 1. */
  readonly attempt: number
  /** How many attempts there may be in all. */
  readonly of: number
  readonly waitMs: number
  /** Wall-clock time of the next attempt (ms since 1970); null while the system is offline. */
  readonly atMs: number | null
  readonly way: AttemptWay
  readonly fault: Fault
}

/** Where one attempt's text meets the next one's: a mark between two pieces, not a character in the text. */
export interface Seam {
  /** Offset into the answer's text, in UTF-16 units. */
  readonly at: number
  readonly attempt: number
  readonly of: number
  /** From the fault to the first new text. */
  readonly waitedMs: number
  /** What the continuation repeated and the join took away; empty when nothing was repeated. */
  readonly trimmed: string
}

/** One request of a run and what became of it. */
export interface Attempt {
  readonly number: number
  readonly way: AttemptWay
  readonly startedAtMs: number
  readonly stats: StreamStats
  /** Null when it ended by itself or was stopped. */
  readonly fault: Fault | null
}

export interface ToolCall {
  readonly id: string
  readonly name: string
  /** The JSON text as the model wrote it; may be incomplete while it grows. */
  readonly arguments: string
}
