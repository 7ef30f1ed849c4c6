import type { ConversationId, MessageId } from '../domain/ids'
import type { Phrase, Place } from '../search/phrases'
import type { Written } from './written'

/** The search of the whole history. */
export interface SearchCalls {
  /**
   * Looks through every question, answer and title that is not deleted. `query` is what was typed: words, "phrases",
   * -without, begin*, in: model: from:me|model before: after: has:code|image|tool. What is none of these is a word.
   */
  'search:messages': { ask: SearchAsk; reply: Written<SearchReply> }
}

export interface SearchAsk {
  readonly query: string
  /** By relevance the newest thousand of what is found are compared. */
  readonly order: 'newest' | 'relevance'
  /** How many messages. */
  readonly limit: number
  /** Where the last reply ended; null to begin. */
  readonly cursor: number | null
}

export interface SearchReply {
  /** In the order of their first hit; the first reply begins with those whose title is found. */
  readonly groups: readonly FoundConversation[]
  /** What was looked for, to mark it in the messages. */
  readonly phrases: readonly Phrase[]
  /** For the next reply; null when this was all. */
  readonly cursor: number | null
  /** How many texts are not in the index yet, as after an update of the app; 0 as a rule. */
  readonly unindexed: number
}

/** One that comes again in a later reply has more hits. */
export interface FoundConversation {
  readonly conversationId: ConversationId
  readonly title: FoundText
  /** Empty when only the title is found. */
  readonly hits: readonly FoundHit[]
}

export interface FoundHit {
  readonly messageId: MessageId
  readonly role: 'user' | 'assistant'
  readonly createdAtMs: number
  readonly snippet: FoundText
}

/** A text, and which parts of it are what was looked for, in UTF-16 units. */
export interface FoundText {
  readonly text: string
  readonly marks: readonly Place[]
}

export const SEARCH_CALLS = {
  'search:messages': 1
} satisfies Record<keyof SearchCalls, 1>
