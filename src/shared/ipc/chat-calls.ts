import type { ConversationId, MessageId, ProviderId, RunId } from '../domain/ids'
import type { ImageId } from '../domain/image'
import type { AnswerContent } from '../domain/message'
import type { StreamStats } from '../domain/stats'
import type { LiveRun } from './events'

type Nothing = Record<string, never>

/** Questions and the runs that answer them. */
export interface ChatCalls {
  /** Without a conversation, one is made, titled from the question. The question is on disk before the reply. */
  'chat:ask': { ask: AskQuestion; reply: StartedRun }
  /** A new answer beside the old one. */
  'chat:regenerate': { ask: { answerId: MessageId }; reply: StartedRun }
  /** A new question beside the old one, with these images alone, and an answer to it. */
  'chat:edit': { ask: { questionId: MessageId; text: string; images: readonly ImageId[] }; reply: StartedRun }
  /** Goes on with an answer that was cut, stopped or interrupted, within the same answer. */
  'chat:continue': { ask: { answerId: MessageId }; reply: StartedRun }
  /** An interrupted answer is taken as it is: its mark stays, and nothing more is asked about it. */
  'chat:keep': { ask: { answerId: MessageId }; reply: Nothing }
  /** The answer stays as it is shown. Stopping a run that is over does nothing. */
  'chat:stop': { ask: { runId: RunId }; reply: Nothing }
  /** Ends the wait before the next attempt. */
  'chat:retry-now': { ask: { runId: RunId }; reply: Nothing }
  /** What has been shown so far, and every frame after `seq` from then on. A `gone` fault once the run is put away. */
  'chat:attach': { ask: { runId: RunId }; reply: AttachedRun }
  'chat:detach': { ask: { runId: RunId }; reply: Nothing }
  'chat:live': { ask: Nothing; reply: readonly LiveRun[] }
  /**
   * The request that was sent for this answer, as text that runs as pasted; the key is an environment variable, and the
   * bytes of images are left out.
   */
  'chat:copy-request': { ask: { answerId: MessageId; form: RequestForm }; reply: { text: string } }
}

export interface AskQuestion {
  readonly conversationId: ConversationId | null
  /** May be blank where there are images. */
  readonly text: string
  /** In their order, `MOST_IMAGES` at most; absent for none. */
  readonly images?: readonly ImageId[]
  /** What a new conversation is titled from, where the question begins with other words; absent for the question. */
  readonly about?: string
  /** Used when a conversation is made; later the conversation's own apply. */
  readonly providerId: ProviderId
  readonly model: string
  readonly systemPrompt: string
  readonly temperature: number | null
}

export interface StartedRun {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
  readonly runId: RunId
}

export interface AttachedRun {
  /** The last frame that is part of `content`; -1 when there is none. */
  readonly seq: number
  readonly content: AnswerContent
  /** Figures so far; null before the first attempt. */
  readonly stats: StreamStats | null
  /** False when the run was over before the call; then no frame follows. */
  readonly live: boolean
}

export type RequestForm = 'curl' | 'python' | 'js-openai' | 'js-fetch'

export const CHAT_CALLS = {
  'chat:ask': 1,
  'chat:regenerate': 1,
  'chat:edit': 1,
  'chat:continue': 1,
  'chat:keep': 1,
  'chat:stop': 1,
  'chat:retry-now': 1,
  'chat:attach': 1,
  'chat:detach': 1,
  'chat:live': 1,
  'chat:copy-request': 1
} satisfies Record<keyof ChatCalls, 1>
