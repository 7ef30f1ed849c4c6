import type { Conversation, ConversationChange, Draft, KeptPlace, ListedConversation, ListPlace, PlaceChange } from '../../shared/domain/conversation'
import type { Folder, FolderChange, ListedFolder, RemovedFolder } from '../../shared/domain/folder'
import type { ImageId } from '../../shared/domain/image'
import type { ConversationId, FolderId, MessageId, RunId } from '../../shared/domain/ids'
import type { Answer, AnswerContent, Message, Question, ToolResult } from '../../shared/domain/message'
import type { Fault } from '../../shared/fault'
import type { FoundMessage, OpenConversation, ThreadOutline } from '../../shared/ipc/calls'
import type { SearchAsk, SearchReply } from '../../shared/ipc/search-calls'
import type { Written } from '../../shared/ipc/written'
import type { Frame } from '../../shared/ipc/frames'
import type { Branch, ListOutline } from '../../shared/ipc/list-calls'
import type { StoredImage } from './stored-image'

/** A message as it is written; its siblings follow from the tree. */
export type New<M extends Message> = Omit<M, 'siblings'>

/** The body of the request that was sent for an answer, without key and headers, for copying it. */
export interface StoredRequest {
  readonly url: string
  readonly body: unknown
}

/** Something that happened when the history was opened. */
export interface HistoryNotice {
  /** `database_unreadable`, `database_newer`, or why nothing can be saved (`disk_read_only`, `disk_full`, ...). */
  readonly fault: Fault
  /** Where the unreadable file was put; null when no file was moved. */
  readonly setAside: string | null
}

/**
 * The durable history. Every promise of a write settles after its commit; a rejected one carries a `FaultError`.
 * Main opens no database: the writes run in one thread, the reads in another.
 */
export interface History {
  /** A conversation, its first question and the answer to come, in one transaction that survives a power cut. */
  begin(turn: NewTurn): Promise<void>
  /**
   * Appends frames of a run to its journal, in order. What a view is sent is on disk before, so that a killed process
   * has it.
   */
  append(runId: RunId, frames: readonly Frame[]): Promise<void>
  /**
   * Puts the content of a run into its answer, in one transaction that survives a power cut; its journal then goes.
   * Rejects with `gone` when the run is over.
   */
  end(runId: RunId, content: AnswerContent): Promise<void>
  /** Opens a stored answer again for a run that goes on from it; the stored content stays the run's beginning. */
  reopen(answerId: MessageId, runId: RunId): Promise<void>
  /** Replaces the one that is stored. */
  putRequest(answerId: MessageId, request: StoredRequest): Promise<void>
  /** Does not count as activity: the conversation keeps its place in the list. */
  change(id: ConversationId, change: ConversationChange): Promise<Conversation>
  /** Makes this message's branch the shown one: the head becomes the newest leaf below it. Returns its end. */
  choose(messageId: MessageId): Promise<OpenConversation>
  /** Hides it until it is restored, for 30 days at least; its answers that are being made are still kept. */
  delete(id: ConversationId): Promise<void>
  restore(id: ConversationId): Promise<void>
  /** Many at once, in several transactions; those that are gone or deleted are left out. Returns where they were. */
  move(ids: readonly ConversationId[], change: PlaceChange): Promise<readonly KeptPlace[]>
  deleteMany(ids: readonly ConversationId[]): Promise<void>
  restoreMany(ids: readonly ConversationId[]): Promise<void>
  /** Removes for good what is in the trash of these. */
  purge(ids: readonly ConversationId[]): Promise<void>
  /** The last of those beside it. `bad_ask` where it would lie deeper than one level. */
  addFolder(folder: Folder): Promise<void>
  /** The same of one that changes; `gone` when there is no such folder. */
  changeFolder(id: FolderId, change: FolderChange): Promise<void>
  /** What is in it goes where the folder was. Null where there is no such folder. */
  removeFolder(id: FolderId): Promise<RemovedFolder | null>
  /** Puts it back with what was in it, but for what is elsewhere by now; `gone` where what it lay in is. */
  restoreFolder(removed: RemovedFolder): Promise<void>
  /** A new conversation with copies of every message up to this one. */
  fork(messageId: MessageId, title: string): Promise<ConversationId>
  /** To be named by a question or a draft; what neither names by the next start goes. */
  putImage(image: StoredImage): Promise<void>
  /** In this order; those that are gone are left out. */
  images(ids: readonly ImageId[]): Promise<readonly StoredImage[]>
  /** Replaces the one that is stored; an empty one removes it. */
  putDraft(draft: Draft): Promise<void>

  /** Newest first: by the time of the last question or continuation. Without a place, all that are not deleted. */
  list(limit: number, offset: number, place?: ListPlace): Promise<readonly ListedConversation[]>
  /** How many each part of the list has, the inbox by day. */
  listOutline(nowMs: number): Promise<ListOutline>
  folders(): Promise<readonly ListedFolder[]>
  tree(id: ConversationId): Promise<readonly Branch[]>
  /** Without its messages. Rejects with `gone` when there is no such conversation. */
  conversation(id: ConversationId): Promise<Conversation>
  /** Rejects with `gone` when there is no such conversation. */
  open(id: ConversationId): Promise<OpenConversation>
  /** Also what is in the trash; the end of a long conversation only, which begins with a question. */
  openEnd(id: ConversationId): Promise<OpenConversation>
  /** Every message from the first to this one; empty when there is none. */
  outline(headId: MessageId): Promise<ThreadOutline>
  /** In this order; those that are gone are left out. */
  messages(ids: readonly MessageId[]): Promise<readonly Message[]>
  find(headId: MessageId, text: string): Promise<readonly FoundMessage[]>
  /** In all conversations that are not deleted. An index found damaged is built anew; it finds little meanwhile. */
  search(ask: SearchAsk): Promise<Written<SearchReply>>
  /** As every read: an answer that is being made comes with its text so far. */
  message(id: MessageId): Promise<Message>
  /** The messages from the first one to this one, this one included. */
  path(id: MessageId): Promise<readonly Message[]>
  /** The last written ones, newest first, 200 at most. */
  drafts(): Promise<readonly Draft[]>
  /** Null when none was sent. */
  request(answerId: MessageId): Promise<StoredRequest | null>
  /**
   * To be called once, before the first run: marks answers that a crash left going on as interrupted, with their text,
   * and returns them. Removes for good what was deleted more than 30 days ago.
   */
  recover(): Promise<readonly MessageId[]>
  /** Gives back the memory that only work needs. */
  rest(): Promise<void>
  /** Lets go of the files once everything asked before is done; what takes longer than the limit is cut off. */
  close(): Promise<void>
}

export interface NewTurn {
  /** Set when the conversation is made by this turn. */
  readonly conversation: Conversation | null
  /** In the order they hang together; the last answer becomes the head of its conversation. */
  readonly messages: readonly (New<Question> | New<ToolResult> | New<Answer>)[]
}
