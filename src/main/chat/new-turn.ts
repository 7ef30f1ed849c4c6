import { emptyContent } from '../../shared/answer-content'
import type { Conversation } from '../../shared/domain/conversation'
import type { ConversationId, MessageId, ProviderId, RunId } from '../../shared/domain/ids'
import type { Answer, Message, Question, ToolResult } from '../../shared/domain/message'
import type { ToolCall } from '../../shared/domain/run'
import type { AskQuestion } from '../../shared/ipc/chat-calls'
import type { New } from '../history/history'
import { newId } from '../new-id'
import type { ToolRun } from './chat-world'
import { titleFrom } from './title'

export function newConversation(ask: AskQuestion, nowMs: number, untitled: string): Conversation {
  return {
    id: newId<ConversationId>(),
    title: titleFrom(ask.about ?? ask.text) || untitled,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    providerId: ask.providerId,
    model: ask.model,
    systemPrompt: ask.systemPrompt,
    temperature: ask.temperature,
    headId: null
  }
}

/** What a question says. */
export type Asked = Pick<Question, 'text' | 'images'>

export function newQuestion(
  conversationId: ConversationId,
  parentId: MessageId | null,
  { text, images = [] }: Asked,
  nowMs: number
): New<Question> {
  const said = { text, ...(images.length === 0 ? {} : { images }) }
  return { role: 'user', id: newId<MessageId>(), conversationId, parentId, createdAtMs: nowMs, ...said }
}

/** An answer to come, with nothing in it yet. */
export function newAnswer(
  conversation: { id: ConversationId; providerId: ProviderId; model: string },
  parentId: MessageId,
  nowMs: number
): New<Answer> {
  return {
    role: 'assistant',
    id: newId<MessageId>(),
    conversationId: conversation.id,
    parentId,
    createdAtMs: nowMs,
    runId: newId<RunId>(),
    providerId: conversation.providerId,
    model: conversation.model,
    ...emptyContent()
  }
}

/** Tool results hang one below the other, so that the next answer has one parent. */
export function newToolResults(
  answer: Message,
  calls: readonly ToolCall[],
  runs: readonly ToolRun[],
  nowMs: number
): readonly New<ToolResult>[] {
  let parentId = answer.id
  return calls.map((call, index): New<ToolResult> => {
    const run = runs[index] ?? { outcome: 'failed' as const, text: '' }
    const id = newId<MessageId>()
    const result = {
      role: 'tool' as const,
      id,
      conversationId: answer.conversationId,
      parentId,
      createdAtMs: nowMs,
      callId: call.id,
      name: call.name,
      ...run
    }
    parentId = id
    return result
  })
}
