import type { ConversationId, MessageId, ProviderId } from './ids'

export interface ConversationSummary {
  readonly id: ConversationId
  readonly title: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

export interface Conversation extends ConversationSummary {
  readonly providerId: ProviderId
  readonly model: string
  /** Empty when there is none. */
  readonly systemPrompt: string
  /** Null leaves it to the provider. */
  readonly temperature: number | null
  /** The message the shown path ends with; null in an empty conversation. */
  readonly headId: MessageId | null
}

/** What was written and not sent. */
export interface Draft {
  /** Null for the conversation that has no question yet. */
  readonly conversationId: ConversationId | null
  /** At most `MOST_DRAFT_LENGTH` units. */
  readonly text: string
}

/** In UTF-16 units; what is longer is not kept. */
export const MOST_DRAFT_LENGTH = 1024 * 1024

/** What a person may change of a conversation; an absent field stays as it is. */
export interface ConversationChange {
  readonly title?: string
  readonly providerId?: ProviderId
  readonly model?: string
  readonly systemPrompt?: string
  readonly temperature?: number | null
}
