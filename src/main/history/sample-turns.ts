import { randomUUID } from 'node:crypto'
import { emptyContent } from '../../shared/answer-content'
import type { Conversation } from '../../shared/domain/conversation'
import type { ConversationId, MessageId, ProviderId, RunId } from '../../shared/domain/ids'
import type { Answer, AnswerContent, Question } from '../../shared/domain/message'
import type { StreamStats } from '../../shared/domain/stats'
import type { Frame, FrameBody } from '../../shared/ipc/frames'
import { diskFault } from './disk-fault'
import type { New } from './history'
import { imageOf, type StoredImage } from './stored-image'

/** Material of this room's tests. */
export const PROVIDER = 'demo' as ProviderId

let tick = 0

/** Every made thing is one millisecond younger than the one before. */
const nextMs = (): number => 1_700_000_000_000 + tick++

export function conversationOf(change: Partial<Conversation> = {}): Conversation {
  const createdAtMs = nextMs()
  return {
    id: randomUUID() as ConversationId,
    title: 'A title',
    createdAtMs,
    updatedAtMs: createdAtMs,
    providerId: PROVIDER,
    model: 'small',
    systemPrompt: '',
    temperature: null,
    headId: null,
    ...change
  }
}

export function questionOf(conversationId: ConversationId, parentId: MessageId | null, text = 'Why?'): New<Question> {
  return { id: randomUUID() as MessageId, conversationId, parentId, createdAtMs: nextMs(), role: 'user', text }
}

export function answerOf(question: Pick<Question, 'id' | 'conversationId'>): New<Answer> {
  return {
    ...emptyContent(),
    id: randomUUID() as MessageId,
    conversationId: question.conversationId,
    parentId: question.id,
    createdAtMs: nextMs(),
    role: 'assistant',
    runId: randomUUID() as RunId,
    providerId: PROVIDER,
    model: 'small'
  }
}

export interface SampleTurn {
  readonly conversation: Conversation
  readonly question: New<Question>
  readonly answer: New<Answer>
  readonly turn: { conversation: Conversation; messages: readonly [New<Question>, New<Answer>] }
}

export function firstTurn(text?: string): SampleTurn {
  const conversation = conversationOf()
  const question = questionOf(conversation.id, null, text)
  const answer = answerOf(question)
  return { conversation, question, answer, turn: { conversation, messages: [question, answer] } }
}

export function framesOf(runId: RunId, firstSeq: number, ...bodies: FrameBody[]): Frame[] {
  return bodies.map((body, at) => ({ runId, seq: firstSeq + at, ...body }))
}

export function saying(runId: RunId, seq: number, text: string): Frame[] {
  return framesOf(runId, seq, { type: 'text-delta', text })
}

export function endedWith(text: string): AnswerContent {
  return { ...emptyContent(), text, state: { phase: 'ended', finish: 'stop', rawFinish: 'stop' } }
}

export const STATS: StreamStats = {
  chunks: 0,
  tokens: 0,
  tokensExact: false,
  firstTokenMs: null,
  elapsedMs: 0,
  tokensPerSecond: null,
  tokensPerSecondNow: null,
  longestStallMs: 0,
  attempts: 1,
  perSecond: []
}

/** The kind of fault that this throws; `none` when it does not. */
export function faultKindOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return diskFault(error).fault.kind
  }
  return 'none'
}

/** An image that differs from those of other numbers; its bytes are one for a program that looks at their beginning. */
export function pictureOf(number: number): StoredImage {
  const bytes = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(9_000, number)])
  return imageOf(bytes, { widthPx: 640, heightPx: 480 })
}
