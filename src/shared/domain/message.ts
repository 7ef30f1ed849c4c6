import type { Image } from './image'
import type { ConversationId, MessageId, ProviderId, RunId } from './ids'
import type { AnswerState, Attempt, Seam, ToolCall } from './run'

/** Messages of a conversation form a tree; siblings share a parent. */
interface InTree {
  readonly id: MessageId
  readonly conversationId: ConversationId
  readonly parentId: MessageId | null
  readonly createdAtMs: number
  /** All children of the same parent, oldest first, this one included. */
  readonly siblings: readonly MessageId[]
}

export interface Question extends InTree {
  readonly role: 'user'
  readonly text: string
  /** Absent for none, never empty. */
  readonly images?: readonly Image[]
}

export interface Answer extends InTree, AnswerContent {
  readonly role: 'assistant'
  readonly runId: RunId
  readonly providerId: ProviderId
  readonly model: string
}

/** What a run has produced so far. `shared/answer-content.ts` builds it from frames. */
export interface AnswerContent {
  readonly text: string
  readonly reasoning: string
  /** Reasoning of attempts that were repeated; kept, folded, marked. */
  readonly pastReasoning: readonly string[]
  readonly refusal: string
  readonly toolCalls: readonly ToolCall[]
  readonly seams: readonly Seam[]
  readonly attempts: readonly Attempt[]
  /** Events of the stream that could not be understood and were skipped. */
  readonly skippedEvents: number
  readonly state: AnswerState
}

export type ToolOutcome = 'ran' | 'refused' | 'failed'

export interface ToolResult extends InTree {
  readonly role: 'tool'
  readonly callId: string
  readonly name: string
  readonly outcome: ToolOutcome
  readonly text: string
}

export type Message = Question | Answer | ToolResult
