import type { ConversationId, MessageId, RunId } from '../../shared/domain/ids'
import type { Message } from '../../shared/domain/message'
import { newId } from '../new-id'
import type { History } from './history'
import type { ImportedMessage, ImportPart } from './import-part'

/** So few that an answer which is being written waits for none of them longer than for a frame. */
const COPIED_TOGETHER = 20

type Source = Pick<History, 'message' | 'conversation' | 'outline' | 'messages' | 'request'>

export interface ForkAsk {
  /** The last message that is copied. */
  readonly messageId: MessageId
  readonly title: string
  /** Milliseconds since 1970. */
  readonly nowMs: number
}

/**
 * Copies every message up to this one into a new conversation, which is shown once it is whole. An answer that is being
 * made comes as an interrupted one, with its text so far. Returns the new conversation's id.
 */
export async function forkConversation(
  source: Source,
  put: (part: ImportPart) => Promise<unknown>,
  { messageId, title, nowMs }: ForkAsk
): Promise<ConversationId> {
  const { conversationId } = await source.message(messageId)
  const from = await source.conversation(conversationId)
  const { ids } = await source.outline(messageId)
  const copyOf = new Map(ids.map((id) => [id, newId<MessageId>()]))
  const headId = copyOf.get(messageId) ?? null
  const id = newId<ConversationId>()
  const made = { id, title, createdAtMs: nowMs, updatedAtMs: nowMs, headId }
  const conversation = { ...from, ...made, deletedAtMs: null, draft: null }
  for (let at = 0; at < ids.length; at += COPIED_TOGETHER) {
    const read = await source.messages(ids.slice(at, at + COPIED_TOGETHER))
    const messages = await Promise.all(read.map((message) => copied(source, message, id, copyOf)))
    await put({ conversation, messages, first: at === 0, last: at + COPIED_TOGETHER >= ids.length })
  }
  return id
}

async function copied(
  source: Source,
  { siblings: _, ...message }: Message,
  conversationId: ConversationId,
  copyOf: ReadonlyMap<MessageId, MessageId>
): Promise<ImportedMessage> {
  const id = copyOf.get(message.id) ?? newId<MessageId>()
  const parentId = message.parentId === null ? null : (copyOf.get(message.parentId) ?? null)
  const place = { id, parentId, conversationId }
  if (message.role !== 'assistant') return { ...message, ...place }
  const request = await source.request(message.id)
  const copy = { ...message, ...place, runId: newId<RunId>() }
  return request === null ? copy : { ...copy, request }
}
