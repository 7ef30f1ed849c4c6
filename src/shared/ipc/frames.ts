import type { Fault } from '../fault'
import type { ConversationId, MessageId, RunId } from '../domain/ids'
import type { Attempt, AttemptWay, Finish, RetryScheduled, Seam } from '../domain/run'
import type { StreamStats } from '../domain/stats'

/** What happened to a run besides its text. */
export type RunNote =
  /** An attempt sends its request. Partial tool calls are dropped; reasoning is folded away unless the text goes on. */
  | {
      readonly kind: 'attempt-started'
      readonly attempt: number
      readonly way: AttemptWay
      /** Wall clock, milliseconds since 1970. */
      readonly startedAtMs: number
    }
  /** An attempt is over, with its own figures. */
  | { readonly kind: 'attempt-ended'; readonly attempt: Attempt }
  | { readonly kind: 'retry-scheduled'; readonly retry: RetryScheduled }
  /** The next text comes from another attempt. */
  | { readonly kind: 'seam'; readonly seam: Seam }
  /** Events of the stream that could not be understood were skipped; the total so far. */
  | { readonly kind: 'events-skipped'; readonly total: number }

export type FrameBody =
  | {
      readonly type: 'run-start'
      readonly conversationId: ConversationId
      readonly messageId: MessageId
      readonly model: string
    }
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  | { readonly type: 'refusal-delta'; readonly text: string }
  /** A fragment of the call at `index`; `id` comes once, `name` again when more of it came, `arguments` grow. */
  | {
      readonly type: 'tool-delta'
      readonly index: number
      readonly id?: string
      readonly name?: string
      readonly arguments: string
    }
  | { readonly type: 'run-note'; readonly note: RunNote }
  /** Live figures of the current attempt, a few times a second. `news` when the ones before them counted less. */
  | { readonly type: 'run-usage'; readonly stats: StreamStats; readonly news?: true }
  /** `finish` is null when the person pressed Stop. */
  | { readonly type: 'run-end'; readonly finish: Finish | null; readonly rawFinish: string; readonly stats: StreamStats }
  /** `interrupted`: the stream broke and no attempt is left; `failed`: the fault is final. The text so far stays. */
  | {
      readonly type: 'run-fail'
      readonly outcome: 'interrupted' | 'failed'
      readonly fault: Fault
      readonly stats: StreamStats
    }

/** `seq` starts at 0 and rises by one; `run-end` or `run-fail` comes exactly once, last. */
export type Frame = { readonly runId: RunId; readonly seq: number } & FrameBody
