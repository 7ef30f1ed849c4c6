import type { Conversation, Draft, ListedConversation } from '../../shared/domain/conversation'
import type { Image, ImageId } from '../../shared/domain/image'
import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { Message } from '../../shared/domain/message'
import type { OpenConversation } from '../../shared/ipc/calls'
import { faultError } from '../fault-error'
import type { Readable } from './database'
import type { StoredRequest } from './history'
import { COMING_MS } from './import-part'
import { JOIN_KINDS, messageOf, SELECT_MESSAGE, type MessageRow } from './message-rows'
import { PlaceReader } from './place-reader'
import { readImages, type StoredImage } from './stored-image'
import { ThreadReader } from './thread-reader'
import { TreeReader } from './tree-reader'

const CONVERSATION = `
  select id, title, provider_id as providerId, model, system_prompt as systemPrompt, temperature, head_id as headId,
    created_at_ms as createdAtMs, updated_at_ms as updatedAtMs
  from conversation where id = ? and (deleted_at_ms is null or ? and deleted_at_ms > ${String(COMING_MS)})`

const PLACE = `
  select pinned_at_ms is not null as pinned, archived_at_ms is not null as archived, deleted_at_ms as deletedAtMs
  from conversation where id = ?`

const MESSAGE = `${SELECT_MESSAGE} from message m ${JOIN_KINDS} where m.id = ?`

const PATH = `
  with recursive path (id, parent_id, depth) as (
    select id, parent_id, 0 from message where id = ?
    union all
    select up.id, up.parent_id, path.depth + 1 from path join message up on up.id = path.parent_id
  )
  ${SELECT_MESSAGE} from path join message m on m.id = path.id ${JOIN_KINDS} order by path.depth desc`

const REQUEST = 'select url, body from request where message_id = ?'

// One for each conversation that is not deleted, and one for the conversation that has no question yet.
// Asked of each draft and not of all conversations: the first window waits for it.
const LAST_DRAFTS = `
  select nullif(conversation_id, '') as conversationId, text, images from draft d
  where conversation_id = ''
    or exists (select 1 from conversation c where c.id = d.conversation_id and c.deleted_at_ms is null)
  order by updated_at_ms desc, row desc limit 200`

/** Every question the app asks of its history. Each sees one moment of it, live answers with their text so far. */
export class HistoryReader {
  readonly thread: ThreadReader
  readonly places: PlaceReader
  readonly tree: TreeReader

  constructor(private readonly database: Readable) {
    this.thread = new ThreadReader(database)
    this.places = new PlaceReader(database)
    this.tree = new TreeReader(database)
  }

  /** All that are not deleted, newest first. */
  list(limit: number, offset: number): readonly ListedConversation[] {
    return this.places.list(null, limit, offset)
  }

  /** Without its messages. */
  conversation(id: ConversationId, inTrash = false): Conversation {
    const row = this.database.get<Conversation>(CONVERSATION, id, Number(inTrash))
    if (!row) throw faultError('gone', 'there is no such conversation')
    return { ...row }
  }

  open(id: ConversationId): OpenConversation {
    return this.database.liveSnapshot(() => {
      const conversation = this.conversation(id)
      const { headId } = conversation
      const messages = headId === null ? [] : this.pathTo(headId)
      return { conversation, ...this.placeOf(id), messages }
    })
  }

  /** Also one in the trash. */
  openEnd(id: ConversationId): OpenConversation {
    return this.database.liveSnapshot(() => {
      const conversation = this.conversation(id, true)
      const { headId } = conversation
      const messages = headId === null ? [] : this.thread.end(headId)
      return { conversation, ...this.placeOf(id), messages }
    })
  }

  message(id: MessageId): Message {
    return this.database.liveSnapshot(() => {
      const row = this.database.get<MessageRow>(MESSAGE, id)
      if (!row) throw noMessage()
      return messageOf(this.database, row)
    })
  }

  path(id: MessageId): readonly Message[] {
    return this.database.liveSnapshot(() => this.pathTo(id))
  }

  request(answerId: MessageId): StoredRequest | null {
    const row = this.database.get<{ url: string; body: string }>(REQUEST, answerId)
    return row ? { url: row.url, body: JSON.parse(row.body) as unknown } : null
  }

  drafts(): readonly Draft[] {
    const rows = this.database.all<Omit<Draft, 'images'> & { images: string }>(LAST_DRAFTS)
    return rows.map(({ images, ...draft }) => (images === '[]' ? draft : { ...draft, images: JSON.parse(images) as Image[] }))
  }

  images(ids: readonly ImageId[]): readonly StoredImage[] {
    return readImages(this.database, ids)
  }

  private placeOf(id: ConversationId): Pick<OpenConversation, 'pinned' | 'archived' | 'deletedAtMs'> {
    const row = this.database.get<{ pinned: number; archived: number; deletedAtMs: number | null }>(PLACE, id)
    return { pinned: row?.pinned === 1, archived: row?.archived === 1, deletedAtMs: row?.deletedAtMs ?? null }
  }

  private pathTo(id: MessageId): readonly Message[] {
    const rows = this.database.all<MessageRow>(PATH, id)
    if (rows.length === 0) throw noMessage()
    return rows.map((row) => messageOf(this.database, row))
  }
}

function noMessage(): Error {
  return faultError('gone', 'there is no such message')
}
