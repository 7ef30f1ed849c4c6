import type { Conversation, ConversationChange, ConversationSummary } from '../../shared/domain/conversation'
import type { ConversationId, MessageId, RunId } from '../../shared/domain/ids'
import type { Answer, AnswerContent, Message, Question, ToolResult } from '../../shared/domain/message'
import type { OpenConversation } from '../../shared/ipc/calls'
import type { Frame } from '../../shared/ipc/frames'

/** A message as it is written; its siblings follow from the tree. */
export type New<M extends Message> = Omit<M, 'siblings'>

/** The body of the request that was sent for an answer, without key and headers, for copying it. */
export interface StoredRequest {
  readonly url: string
  readonly body: unknown
}

/**
 * The durable history. Every promise of a write settles after its commit; a rejected one carries a `FaultError`.
 * Main opens no database: the writes run in one thread, the reads in another.
 */
export interface History {
  /** A conversation, its first question and the answer to come, in one transaction that survives a power cut. */
  begin(turn: NewTurn): Promise<void>
  /** Appends frames of a run to the journal, in order. What a view is sent is committed here before. */
  append(runId: RunId, frames: readonly Frame[]): Promise<void>
  /** Folds the journal of a run into its answer, in one transaction that survives a power cut. */
  end(runId: RunId, content: AnswerContent): Promise<void>
  /** Opens a stored answer again for a run that goes on from it; the stored content stays the run's beginning. */
  reopen(answerId: MessageId, runId: RunId): Promise<void>
  putRequest(answerId: MessageId, request: StoredRequest): Promise<void>
  change(id: ConversationId, change: ConversationChange): Promise<Conversation>
  /** Makes this message's branch the shown one: the head becomes the newest leaf below it. */
  choose(messageId: MessageId): Promise<OpenConversation>
  delete(id: ConversationId): Promise<void>
  restore(id: ConversationId): Promise<void>

  list(limit: number, offset: number): Promise<readonly ConversationSummary[]>
  /** Rejects with `gone` when there is no such conversation. */
  open(id: ConversationId): Promise<OpenConversation>
  message(id: MessageId): Promise<Message>
  /** The messages from the first one to this one, this one included. */
  path(id: MessageId): Promise<readonly Message[]>
  /** Null when none was sent. */
  request(answerId: MessageId): Promise<StoredRequest | null>
  /** Answers still marked as going on, for example after a crash: marks them interrupted, with their text. */
  recover(): Promise<readonly MessageId[]>
  close(): Promise<void>
}

export interface NewTurn {
  /** Set when the conversation is made by this turn. */
  readonly conversation: Conversation | null
  /** In the order they hang together; the last answer becomes the head of its conversation. */
  readonly messages: readonly (New<Question> | New<ToolResult> | New<Answer>)[]
}
