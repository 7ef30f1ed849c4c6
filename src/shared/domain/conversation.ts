import type { Image } from './image'
import type { ConversationId, FolderId, MessageId, ProviderId } from './ids'

export interface ConversationSummary {
  readonly id: ConversationId
  readonly title: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

/** As the list shows it. Times are in milliseconds since 1970. */
export interface ListedConversation extends ConversationSummary {
  readonly folderId: FolderId | null
  /** Null while it is not pinned. */
  readonly pinnedAtMs: number | null
  /** Null while it is not in the archive. */
  readonly archivedAtMs: number | null
  /** When it went into the trash; null while it is not there. */
  readonly deletedAtMs: number | null
  /** Whether the answer it ends with was interrupted, and was neither gone on with nor kept as it is. */
  readonly interrupted: boolean
}

/** How long the trash keeps what is in it, at least; the next start after that removes it for good. */
export const TRASH_KEEPS_MS = 30 * 24 * 60 * 60 * 1_000

/**
 * A part of the list. Each conversation is in one: in the trash, else in the archive, else pinned, else in its folder,
 * else in the inbox. All are newest first, the trash by the time of deleting, what is pinned by that of pinning.
 */
export type ListPlace =
  | { readonly kind: 'inbox' | 'pinned' | 'archive' | 'trash' }
  | { readonly kind: 'folder'; readonly folderId: FolderId }

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
  /** What was put in and not sent; absent for nothing. */
  readonly images?: readonly Image[]
}

/** In UTF-16 units; what is longer is not kept. */
export const MOST_DRAFT_LENGTH = 1024 * 1024

/** Where a conversation is kept; an absent field stays as it is. */
export interface PlaceChange {
  /** Null takes it out of its folder. */
  readonly folderId?: FolderId | null
  readonly pinned?: boolean
  readonly archived?: boolean
}

/** Where a conversation is kept, as a change back to it names it. */
export interface KeptPlace extends Required<PlaceChange> {
  readonly id: ConversationId
}

/** What a person may change of a conversation; an absent field stays as it is. */
export interface ConversationChange extends PlaceChange {
  readonly title?: string
  readonly providerId?: ProviderId
  readonly model?: string
  readonly systemPrompt?: string
  readonly temperature?: number | null
}
