import type { Conversation } from '../../shared/domain/conversation'
import type { Folder } from '../../shared/domain/folder'
import type { ConversationId, FolderId, MessageId } from '../../shared/domain/ids'
import type { Image } from '../../shared/domain/image'
import type { Message } from '../../shared/domain/message'
import type { Readable } from './database'
import type { StoredRequest } from './history'
import { HistoryReader } from './history-reader'
import type { StoredImage } from './stored-image'

export interface StoredDraft {
  readonly text: string
  readonly updatedAtMs: number
  /** With their bytes; absent where there are none. */
  readonly images?: readonly StoredImage[]
}

/** A conversation with what belongs to it besides its messages. */
export interface StoredConversation extends Conversation {
  /** When it went into the trash, in milliseconds since 1970; null while it is not there. */
  readonly deletedAtMs: number | null
  readonly draft: StoredDraft | null
  /** Where it is kept; absent for one that was never put anywhere. */
  readonly folderId?: FolderId | null
  readonly pinnedAtMs?: number | null
  readonly archivedAtMs?: number | null
}

export interface StoredFolder extends Folder {
  /** Its order beside others, from 0. */
  readonly position: number
}

const IDS = 'select id from conversation where ? or deleted_at_ms is null order by row'

const CONVERSATION = `
  select c.id, c.title, c.provider_id as providerId, c.model, c.system_prompt as systemPrompt, c.temperature,
    c.head_id as headId, c.created_at_ms as createdAtMs, c.updated_at_ms as updatedAtMs, c.deleted_at_ms as deletedAtMs,
    c.folder_id as folderId, c.pinned_at_ms as pinnedAtMs, c.archived_at_ms as archivedAtMs,
    d.text as draftText, d.updated_at_ms as draftAtMs, d.images as draftImages
  from conversation c left join draft d on d.conversation_id = c.id where c.id = ?`

// A folder comes before those in it.
const FOLDERS = `
  select id, name, parent_id as parentId, position, open from folder order by parent_id is not null, row`

const DRAFT = `select text as draftText, updated_at_ms as draftAtMs, images as draftImages from draft where conversation_id = ''`

const MESSAGE_IDS = 'select id from message where conversation_id = ? order by row'

/** A few of them may be as large as an answer can be. */
const READ_TOGETHER = 20

interface DraftRow {
  readonly draftText: string
  readonly draftAtMs: number
  /** JSON of those it names. */
  readonly draftImages: string
}

type NoDraft = Record<keyof DraftRow, null>

type Row = Omit<StoredConversation, 'draft'> & (DraftRow | NoDraft)

/** Reads whole conversations, the trash among them, a few messages at a time. */
export class ExportReader {
  private readonly reader: HistoryReader

  constructor(private readonly database: Readable) {
    this.reader = new HistoryReader(database)
  }

  /** In the order they were stored. */
  ids(withTrash: boolean): readonly ConversationId[] {
    return this.database.all<{ id: ConversationId }>(IDS, withTrash ? 1 : 0).map(({ id }) => id)
  }

  /** Everything `use` reads of the conversation comes from one moment. Null when it has gone. */
  with<T>(id: ConversationId, use: (conversation: StoredConversation) => T): T | null {
    return this.database.liveSnapshot(() => {
      const row = this.database.get<Row>(CONVERSATION, id)
      if (!row) return null
      const { draftText: _, draftAtMs: __, draftImages: ___, ...conversation } = row
      return use({ ...conversation, draft: row.draftText === null ? null : this.draftOf(row) })
    })
  }

  /** Every branch; a parent always before its children. */
  *messages(id: ConversationId): Generator<Message> {
    yield* this.inTurn(this.database.all<{ id: MessageId }>(MESSAGE_IDS, id).map((row) => row.id))
  }

  /** What is shown: from the first message to this one. */
  *path(headId: MessageId): Generator<Message> {
    yield* this.inTurn(this.reader.thread.outline(headId).ids)
  }

  request(answerId: MessageId): StoredRequest | null {
    return this.reader.request(answerId)
  }

  /** Of a question; empty for any other message. */
  images(message: Message): readonly StoredImage[] {
    return message.role === 'user' && message.images ? this.reader.images(message.images.map(({ id }) => id)) : []
  }

  folders(): readonly StoredFolder[] {
    const rows = this.database.all<Omit<StoredFolder, 'open'> & { open: number }>(FOLDERS)
    return rows.map((row) => ({ ...row, open: row.open === 1 }))
  }

  /** The draft that belongs to no conversation yet. */
  draft(): StoredDraft | null {
    return this.database.liveSnapshot(() => {
      const row = this.database.get<DraftRow>(DRAFT)
      return row ? this.draftOf(row) : null
    })
  }

  private draftOf({ draftText, draftAtMs, draftImages }: DraftRow): StoredDraft {
    const named = JSON.parse(draftImages) as readonly Image[]
    const images = this.reader.images(named.map(({ id }) => id))
    return { text: draftText, updatedAtMs: draftAtMs, ...(images.length === 0 ? {} : { images }) }
  }

  private *inTurn(ids: readonly MessageId[]): Generator<Message> {
    for (let at = 0; at < ids.length; at += READ_TOGETHER) {
      yield* this.reader.thread.messages(ids.slice(at, at + READ_TOGETHER))
    }
  }
}
