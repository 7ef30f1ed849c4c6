import type { Conversation, ConversationChange, Draft, KeptPlace, ListedConversation, ListPlace, PlaceChange } from '../../shared/domain/conversation'
import type { Folder, FolderChange, ListedFolder, RemovedFolder } from '../../shared/domain/folder'
import type { ImageId } from '../../shared/domain/image'
import type { ConversationId, FolderId, MessageId, RunId } from '../../shared/domain/ids'
import type { AnswerContent, Message } from '../../shared/domain/message'
import type { FoundMessage, OpenConversation, Reply, ThreadOutline } from '../../shared/ipc/calls'
import type { SearchAsk, SearchReply } from '../../shared/ipc/search-calls'
import type { Written } from '../../shared/ipc/written'
import type { Branch, ListOutline } from '../../shared/ipc/list-calls'
import type { HistoryNotice, NewTurn, StoredRequest } from './history'
import type { StoredFolder } from './export-reader'
import type { ImportedDraft, PackedParts, PutPart } from './import-part'
import type { Append } from './journal'
import type { StoredImage } from './stored-image'
import type { StoredPart, StoredSheet } from './translation-store'

/** What the reading thread answers. */
export interface Reads {
  list: { ask: ListAsk; reply: readonly ListedConversation[] }
  listOutline: { ask: number; reply: ListOutline }
  folders: { ask: null; reply: readonly ListedFolder[] }
  tree: { ask: ConversationId; reply: readonly Branch[] }
  conversation: { ask: ConversationId; reply: Conversation }
  open: { ask: ConversationId; reply: OpenConversation }
  openEnd: { ask: ConversationId; reply: OpenConversation }
  outline: { ask: MessageId; reply: ThreadOutline }
  messages: { ask: readonly MessageId[]; reply: readonly Message[] }
  find: { ask: { headId: MessageId; text: string }; reply: readonly FoundMessage[] }
  /** Null when the index is damaged. */
  search: { ask: SearchAsk; reply: Written<SearchReply> | null }
  message: { ask: MessageId; reply: Message }
  path: { ask: MessageId; reply: readonly Message[] }
  request: { ask: MessageId; reply: StoredRequest | null }
  drafts: { ask: null; reply: readonly Draft[] }
  images: { ask: readonly ImageId[]; reply: readonly StoredImage[] }
  translationSheet: { ask: null; reply: StoredSheet | null }
  translatedParts: { ask: readonly string[]; reply: readonly StoredPart[] }
  /** Gives back the memory that only work needs. */
  rest: { ask: null; reply: void }
  close: { ask: null; reply: void }
}

/** What the writing thread answers; it reads as well, for a history that is held in its memory only. */
export interface Writes extends Reads {
  opened: { ask: null; reply: OpenedHistory }
  begin: { ask: NewTurn; reply: void }
  append: { ask: Append; reply: void }
  end: { ask: { runId: RunId; content: AnswerContent }; reply: void }
  reopen: { ask: { answerId: MessageId; runId: RunId }; reply: void }
  putRequest: { ask: { answerId: MessageId; request: StoredRequest }; reply: void }
  change: { ask: { id: ConversationId; change: ConversationChange }; reply: void }
  choose: { ask: MessageId; reply: ConversationId }
  delete: { ask: ConversationId; reply: void }
  restore: { ask: ConversationId; reply: void }
  move: { ask: { ids: readonly ConversationId[]; change: PlaceChange }; reply: readonly KeptPlace[] }
  deleteMany: { ask: readonly ConversationId[]; reply: void }
  restoreMany: { ask: readonly ConversationId[]; reply: void }
  purge: { ask: readonly ConversationId[]; reply: void }
  addFolder: { ask: Folder; reply: void }
  changeFolder: { ask: { id: FolderId; change: FolderChange }; reply: void }
  removeFolder: { ask: FolderId; reply: RemovedFolder | null }
  restoreFolder: { ask: RemovedFolder; reply: void }
  putDraft: { ask: Draft; reply: void }
  putImage: { ask: StoredImage; reply: void }
  putTranslationSheet: { ask: StoredSheet; reply: void }
  putTranslatedPart: { ask: StoredPart; reply: void }
  appendToPart: { ask: Append; reply: void }
  endTranslatedPart: { ask: { runId: RunId; content: AnswerContent }; reply: void }
  forgetTranslatedParts: { ask: readonly string[]; reply: void }
  recover: { ask: null; reply: readonly MessageId[] }
  rebuildIndex: { ask: null; reply: void }
  /** Of those after the first `from`, as many as are written before something else is asked: one at least. */
  importParts: { ask: { parts: PackedParts; from: number }; reply: readonly Reply<PutPart>[] }
  importDraft: { ask: ImportedDraft; reply: void }
  importFolder: { ask: StoredFolder; reply: void }
  dropComing: { ask: null; reply: void }
}

export interface ListAsk {
  readonly limit: number
  readonly offset: number
  /** Null for all that are not deleted. */
  readonly place: ListPlace | null
}

export interface OpenedHistory {
  /** Null when nothing can be written to the disk and the history lives in memory. */
  readonly file: string | null
  readonly notices: readonly HistoryNotice[]
}

export interface WriterStart {
  readonly folder: string
  /** Whether there has to be one already. */
  readonly isMoved?: boolean
  /** The one that was opened at the start of the app, for a thread that takes another's place; null at that start. */
  readonly again: string | null
}

export interface ReaderStart {
  readonly file: string
}
