import type { Conversation, ConversationChange, Draft, KeptPlace, ListedConversation, ListPlace, PlaceChange } from '../../shared/domain/conversation'
import type { Folder, FolderChange, ListedFolder, RemovedFolder } from '../../shared/domain/folder'
import type { ImageId } from '../../shared/domain/image'
import type { ConversationId, FolderId, MessageId, RunId } from '../../shared/domain/ids'
import type { AnswerContent, Message } from '../../shared/domain/message'
import type { FoundMessage, OpenConversation, Reply, ThreadOutline } from '../../shared/ipc/calls'
import type { SearchAsk, SearchReply } from '../../shared/ipc/search-calls'
import { written, type Written } from '../../shared/ipc/written'
import type { Frame } from '../../shared/ipc/frames'
import type { Branch, ListOutline } from '../../shared/ipc/list-calls'
import { FaultError, faultOf } from '../fault-error'
import { forkConversation } from './fork-conversation'
import type { History, NewTurn, StoredRequest } from './history'
import type { Reads, Writes } from './history-calls'
import type { StoredFolder } from './export-reader'
import { packed, type ImportedDraft, type ImportPart, type ImportTarget, type PackedParts, type PutPart } from './import-part'
import type { LastingThread } from './lasting-thread'
import type { RunLogs } from './run-logs'
import type { StoredImage } from './stored-image'
import type { TranslationStore } from './translation-store'

/** Enough for the last checkpoint of a large write-ahead log; whatever is missing then is in that log. */
const CLOSE_LIMIT_MS = 5_000
/** So few that an answer which is being written waits for none of these steps longer than for a frame. */
const CHANGED_TOGETHER = 100
/** Each takes its messages along. */
const PURGED_TOGETHER = 10

/** The history as main sees it: writes go to one thread, reads to another. */
export class ThreadedHistory implements History, ImportTarget {
  private readonly forks = new Set<Promise<ConversationId>>()
  private closing: Promise<void> | null = null

  readonly translations: TranslationStore = {
    sheet: () => this.read('translationSheet', null),
    putSheet: (sheet) => this.writer.call('putTranslationSheet', sheet),
    parts: (keys) => this.read('translatedParts', keys),
    putPart: (part) => this.writer.call('putTranslatedPart', part),
    append: (runId, frames) => this.logs?.append(runId, frames) ?? this.writer.call('appendToPart', { runId, frames }),
    endPart: async (runId, content) => {
      await this.writer.call('endTranslatedPart', { runId, content })
      await this.logs?.remove(runId)
    },
    forgetParts: (keys) => this.writer.call('forgetTranslatedParts', keys)
  }

  /** A history in memory has neither reader nor logs: its writer answers everything. */
  constructor(
    private readonly writer: LastingThread<Writes>,
    private readonly reader: LastingThread<Reads> | null,
    private readonly logs: RunLogs | null,
    /** Told when something has been removed for good. */
    private readonly onRemoved: () => void = () => undefined
  ) {}

  begin(turn: NewTurn): Promise<void> {
    return this.writer.call('begin', turn)
  }

  append(runId: RunId, frames: readonly Frame[]): Promise<void> {
    return this.logs?.append(runId, frames) ?? this.writer.call('append', { runId, frames })
  }

  async end(runId: RunId, content: AnswerContent): Promise<void> {
    try {
      await this.writer.call('end', { runId, content })
    } catch (error) {
      if (faultOf(error).kind === 'gone') await this.logs?.remove(runId)
      throw error
    }
    await this.logs?.remove(runId)
  }

  reopen(answerId: MessageId, runId: RunId): Promise<void> {
    return this.writer.call('reopen', { answerId, runId })
  }

  putRequest(answerId: MessageId, request: StoredRequest): Promise<void> {
    return this.writer.call('putRequest', { answerId, request })
  }

  async change(id: ConversationId, change: ConversationChange): Promise<Conversation> {
    await this.writer.call('change', { id, change })
    return this.read('conversation', id)
  }

  async choose(messageId: MessageId): Promise<OpenConversation> {
    return this.openEnd(await this.writer.call('choose', messageId))
  }

  delete(id: ConversationId): Promise<void> {
    return this.writer.call('delete', id)
  }

  restore(id: ConversationId): Promise<void> {
    return this.writer.call('restore', id)
  }

  async move(ids: readonly ConversationId[], change: PlaceChange): Promise<readonly KeptPlace[]> {
    const before: KeptPlace[] = []
    await inSteps(ids, CHANGED_TOGETHER, async (some) => {
      before.push(...(await this.writer.call('move', { ids: some, change })))
    })
    return before
  }

  deleteMany(ids: readonly ConversationId[]): Promise<void> {
    return inSteps(ids, CHANGED_TOGETHER, (some) => this.writer.call('deleteMany', some))
  }

  restoreMany(ids: readonly ConversationId[]): Promise<void> {
    return inSteps(ids, CHANGED_TOGETHER, (some) => this.writer.call('restoreMany', some))
  }

  async purge(ids: readonly ConversationId[]): Promise<void> {
    try {
      await inSteps(ids, PURGED_TOGETHER, (some) => this.writer.call('purge', some))
    } finally {
      // Where a step fails, those before it have removed something.
      this.onRemoved()
    }
  }

  addFolder(folder: Folder): Promise<void> {
    return this.writer.call('addFolder', folder)
  }

  changeFolder(id: FolderId, change: FolderChange): Promise<void> {
    return this.writer.call('changeFolder', { id, change })
  }

  removeFolder(id: FolderId): Promise<RemovedFolder | null> {
    return this.writer.call('removeFolder', id)
  }

  restoreFolder(removed: RemovedFolder): Promise<void> {
    return this.writer.call('restoreFolder', removed)
  }

  async fork(messageId: MessageId, title: string): Promise<ConversationId> {
    const ask = { messageId, title, nowMs: Date.now() }
    const fork = forkConversation(this, (part) => this.importPart(part), ask)
    this.forks.add(fork)
    try {
      return await fork
    } finally {
      this.forks.delete(fork)
    }
  }

  list(limit: number, offset: number, place?: ListPlace): Promise<readonly ListedConversation[]> {
    return this.read('list', { limit, offset, place: place ?? null })
  }

  listOutline(nowMs: number): Promise<ListOutline> {
    return this.read('listOutline', nowMs)
  }

  folders(): Promise<readonly ListedFolder[]> {
    return this.read('folders', null)
  }

  tree(id: ConversationId): Promise<readonly Branch[]> {
    return this.read('tree', id)
  }

  conversation(id: ConversationId): Promise<Conversation> {
    return this.read('conversation', id)
  }

  open(id: ConversationId): Promise<OpenConversation> {
    return this.read('open', id)
  }

  openEnd(id: ConversationId): Promise<OpenConversation> {
    return this.read('openEnd', id)
  }

  outline(headId: MessageId): Promise<ThreadOutline> {
    return this.read('outline', headId)
  }

  messages(ids: readonly MessageId[]): Promise<readonly Message[]> {
    return this.read('messages', ids)
  }

  find(headId: MessageId, text: string): Promise<readonly FoundMessage[]> {
    return this.read('find', { headId, text })
  }

  async search(ask: SearchAsk): Promise<Written<SearchReply>> {
    const reply = await this.read('search', ask)
    if (reply) return reply
    await this.rebuildIndex()
    return (await this.read('search', ask)) ?? written({ groups: [], phrases: [], cursor: null, unindexed: 0 })
  }

  /** In the background; what is not in it yet is counted in every reply of the search. */
  rebuildIndex(): Promise<void> {
    return this.writer.call('rebuildIndex', null)
  }

  message(id: MessageId): Promise<Message> {
    return this.read('message', id)
  }

  path(id: MessageId): Promise<readonly Message[]> {
    return this.read('path', id)
  }

  request(answerId: MessageId): Promise<StoredRequest | null> {
    return this.read('request', answerId)
  }

  putDraft(draft: Draft): Promise<void> {
    return this.writer.call('putDraft', draft)
  }

  putImage(image: StoredImage): Promise<void> {
    return this.writer.call('putImage', image)
  }

  images(ids: readonly ImageId[]): Promise<readonly StoredImage[]> {
    return this.read('images', ids)
  }

  drafts(): Promise<readonly Draft[]> {
    return this.read('drafts', null)
  }

  recover(): Promise<readonly MessageId[]> {
    return this.writer.call('recover', null)
  }

  async importParts(parts: PackedParts): Promise<readonly Reply<PutPart>[]> {
    const replies: Reply<PutPart>[] = []
    while (replies.length < parts.count) {
      try {
        replies.push(...(await this.writer.call('importParts', { parts, from: replies.length })))
      } catch (error) {
        if (replies.length === 0) throw error
        // What came before is written, and is to be known as that.
        while (replies.length < parts.count) replies.push({ ok: false, fault: faultOf(error) })
      }
    }
    return replies
  }

  importDraft(draft: ImportedDraft): Promise<void> {
    return this.writer.call('importDraft', draft)
  }

  importFolder(folder: StoredFolder): Promise<void> {
    return this.writer.call('importFolder', folder)
  }

  /** What a fork has put so far looks the same as what an import has left. */
  async dropComing(): Promise<void> {
    while (this.forks.size > 0) await Promise.allSettled(this.forks)
    await this.writer.call('dropComing', null)
  }

  async rest(): Promise<void> {
    await Promise.all([this.writer.call('rest', null), this.reader?.call('rest', null)])
  }

  close(): Promise<void> {
    this.closing ??= this.closeBoth()
    return this.closing
  }

  private async importPart(part: ImportPart): Promise<void> {
    const [reply] = await this.importParts(packed([part]))
    if (reply && !reply.ok) throw new FaultError(reply.fault)
  }

  private async closeBoth(): Promise<void> {
    // The files are let go of when their thread ends. The writer last: it takes the write-ahead log away.
    try {
      await this.logs?.close()
      if (this.reader) await this.reader.close(CLOSE_LIMIT_MS)
    } finally {
      await this.writer.close(CLOSE_LIMIT_MS)
    }
  }

  private read<Name extends keyof Reads>(name: Name, ask: Reads[Name]['ask']): Promise<Reads[Name]['reply']> {
    return this.reader ? this.reader.call(name, ask) : this.writer.call(name, ask)
  }
}

async function inSteps<T>(all: readonly T[], size: number, step: (some: readonly T[]) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += size) await step(all.slice(at, at + size))
}
