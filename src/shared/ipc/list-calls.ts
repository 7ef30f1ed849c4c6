import type { KeptPlace, ListedConversation, ListPlace, PlaceChange } from '../domain/conversation'
import type { Folder, FolderChange, ListedFolder, RemovedFolder } from '../domain/folder'
import type { ConversationId, FolderId, MessageId } from '../domain/ids'
import type { Message } from '../domain/message'

type Nothing = Record<string, never>
type Ids = readonly ConversationId[]

/** The list of conversations and where in it they are kept; the branches within one. */
export interface ListCalls {
  /** Newest first. Without a place, all that are not deleted. */
  'conversations:list': {
    ask: { limit: number; offset: number; place?: ListPlace }
    reply: readonly ListedConversation[]
  }
  /** How many conversations each part of the list has; the inbox by the days and months of this calendar. */
  'conversations:outline': { ask: { nowMs: number }; reply: ListOutline }
  /** Those that are gone or deleted are left out. The reply says where each was kept before. */
  'conversations:change-many': { ask: { conversationIds: Ids; change: PlaceChange }; reply: readonly KeptPlace[] }
  'conversations:delete-many': { ask: { conversationIds: Ids }; reply: Nothing }
  /** `there`: how many of them are in the list now, wherever they were; the others are gone for good. */
  'conversations:restore-many': { ask: { conversationIds: Ids }; reply: { there: number } }
  /** Removes for good what is in the trash of these; null for all that is in it. */
  'conversations:purge': { ask: { conversationIds: Ids | null }; reply: Nothing }

  /** A folder is followed by those in it. */
  'folders:list': { ask: Nothing; reply: readonly ListedFolder[] }
  /** The last of those beside it. */
  'folders:add': { ask: { name: string; parentId: FolderId | null }; reply: Folder }
  'folders:change': { ask: { folderId: FolderId; change: FolderChange }; reply: Nothing }
  /** What is in it goes where the folder was. Null where there is no such folder. */
  'folders:remove': { ask: { folderId: FolderId }; reply: RemovedFolder | null }
  /** Puts it back with what was in it, but for what is elsewhere by now; `gone` where what it lay in is. */
  'folders:restore': { ask: RemovedFolder; reply: Nothing }

  /** A new conversation with copies of every message up to this one, and the same settings and folder. */
  'messages:fork': { ask: { messageId: MessageId; title: string }; reply: { conversationId: ConversationId } }
  /** Where the messages of a conversation part, first words of each branch; the first branch first. */
  'messages:tree': { ask: { conversationId: ConversationId }; reply: readonly Branch[] }
}

export interface ListOutline {
  readonly pinned: number
  readonly days: readonly DayCount[]
  readonly archived: number
  readonly trashed: number
}

/** Conversations of one day, of the week before yesterday, or of the rest of a month; newest first. */
export interface DayCount {
  /** When that span begins, in milliseconds since 1970. */
  readonly startMs: number
  readonly count: number
}

/** Messages one below the other, up to where the next branches begin. Each comes right after what it hangs on. */
export interface Branch {
  /** Its first message. */
  readonly messageId: MessageId
  readonly role: Message['role']
  /** The beginning of its text, on one line; where versions begin alike, the words around the place they part at. */
  readonly words: string
  readonly createdAtMs: number
  /** Null for a question. */
  readonly model: string | null
  /** How many branches it hangs on. */
  readonly depth: number
  /** How many messages it has itself. */
  readonly count: number
  /** Whether it is part of what is shown. */
  readonly shown: boolean
}

export const LIST_CALLS = {
  'conversations:list': 1,
  'conversations:outline': 1,
  'conversations:change-many': 1,
  'conversations:delete-many': 1,
  'conversations:restore-many': 1,
  'conversations:purge': 1,
  'folders:list': 1,
  'folders:add': 1,
  'folders:change': 1,
  'folders:remove': 1,
  'folders:restore': 1,
  'messages:fork': 1,
  'messages:tree': 1
} satisfies Record<keyof ListCalls, 1>
