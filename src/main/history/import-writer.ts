import type { ConversationId } from '../../shared/domain/ids'
import { isLive } from '../../shared/domain/run'
import type { Reply } from '../../shared/ipc/calls'
import type { Writable } from './database'
import { diskFault } from './disk-fault'
import type { StoredFolder } from './export-reader'
import { COMING_MS, type ImportedDraft, type ImportedMessage, type ImportPart, type PutPart } from './import-part'
import { putConversation, putMessage } from './put-rows'
import { namedImage, putImage } from './stored-image'

const STATE = 'select deleted_at_ms as deletedAtMs, updated_at_ms as updatedAtMs from conversation where id = ?'

// Of a file that is cut off the shown message may not have come: then it is the last that has.
const SHOW = `
  update conversation set deleted_at_ms = ?,
    head_id = coalesce((select id from message where id = ? and conversation_id = conversation.id),
      (select id from message where conversation_id = conversation.id order by row desc limit 1))
  where id = ?`

// What has been added may be older than what is here: then what is shown stays.
const GROW = `
  update conversation set deleted_at_ms = case when ? is null then null else deleted_at_ms end,
    head_id = case when ? > updated_at_ms then coalesce((select id from message where id = ? and conversation_id = ?), head_id)
      else head_id end,
    updated_at_ms = max(updated_at_ms, ?)
  where id = ?`

const PUT_DRAFT = `
  insert into draft (conversation_id, text, updated_at_ms, images) values (?, ?, ?, ?)
  on conflict (conversation_id) do nothing`

// A folder that did not come along is none.
const PLACE = `
  update conversation set deleted_at_ms = ?, folder_id = (select id from folder where id = ?), pinned_at_ms = ?,
    archived_at_ms = ?
  where id = ?`

const PUT_FOLDER = `
  insert into folder (id, name, parent_id, position, open)
  values (?, ?, (select id from folder where id = ? and parent_id is null), ?, ?) on conflict (id) do nothing`

const ASKED = `
  select 1 from message where conversation_id = ? and role = 'user' and text = ? and created_at_ms >= ? limit 1`

const KNOWN = 'select id from message where id in (select value from json_each(?))'

// What came before a part that is refused has no end: it is in nobody's way until the import is over.
const DROP_COMING = 'delete from conversation where deleted_at_ms = ? and id = ?'

const PUT_REQUEST = 'insert into request (message_id, url, body) values (?, ?, ?)'

interface State {
  readonly deletedAtMs: number | null
  readonly updatedAtMs: number
}

/** Takes in what another history or another app has. What is here already is left as it is. */
export class ImportWriter {
  constructor(private readonly database: Writable) {}

  /** Putting the same part again changes nothing. Throws what is wrong with it, and then nothing of it is written. */
  put(part: ImportPart): PutPart {
    return this.database.transaction('process', () => this.putPart(part))
  }

  /**
   * The same of several in one commit, which is most of what a short conversation costs: the first of them, up to where
   * something else is asked, and one at least. The replies are in their order; what is wrong with one part takes no
   * other back. A savepoint for each keeps a copy of every page it touches, half of all the work: they are there only
   * once something was wrong.
   */
  putSome(parts: readonly ImportPart[], isAsked: () => boolean): readonly Reply<PutPart>[] {
    try {
      return this.putEach(parts, isAsked, (part) => ({ ok: true, value: this.putPart(part) }))
    } catch {
      // Which of them is refused, and why, is found by trying each.
      return this.putEach(parts, isAsked, (part) => this.attempt(part))
    }
  }

  private putEach(
    parts: readonly ImportPart[],
    isAsked: () => boolean,
    put: (part: ImportPart) => Reply<PutPart>
  ): readonly Reply<PutPart>[] {
    return this.database.transaction('process', () => {
      const replies: Reply<PutPart>[] = []
      for (const part of parts) {
        replies.push(put(part))
        if (isAsked()) break
      }
      return replies
    })
  }

  private attempt(part: ImportPart): Reply<PutPart> {
    try {
      return { ok: true, value: this.database.attempt(() => this.putPart(part)) }
    } catch (error) {
      // Such as a full disk, which takes back all of them.
      if (!this.database.inTransaction) throw error
      if (!part.first) this.database.run(DROP_COMING, COMING_MS, part.conversation.id)
      return { ok: false, fault: diskFault(error).fault }
    }
  }

  private putPart({ conversation, messages, first, last }: ImportPart): PutPart {
    const { id, headId, deletedAtMs, updatedAtMs } = conversation
    let state = this.database.get<State>(STATE, id)
    // What an import that was broken off has left is begun anew.
    if (first && state?.deletedAtMs === COMING_MS) state = this.drop(id)
    const isNew = !state || state.deletedAtMs === COMING_MS
    if (!state) this.begin(conversation, last)
    const known = this.known(messages)
    const added = messages.filter((message) => this.putNew(message, known)).length
    if (!last) return { isNew, added }
    if (isNew) this.database.run(SHOW, deletedAtMs, headId, id)
    else this.database.run(GROW, deletedAtMs, updatedAtMs, headId, id, updatedAtMs, id)
    const { draft } = conversation
    // It may have been asked here since the file was made.
    if (draft && (isNew || !this.database.get(ASKED, id, draft.text, draft.updatedAtMs))) this.putDraftOf(id, draft)
    return { isNew, added }
  }

  /** The draft of the conversation that has no question yet; one that is here stays. */
  putDraft(draft: ImportedDraft): void {
    this.database.transaction('process', () => this.putDraftOf('', draft))
  }

  /** One that is here stays as it is. */
  putFolder({ id, name, parentId, position, open }: StoredFolder): void {
    this.database.transaction('process', () => {
      this.database.run(PUT_FOLDER, id, name, parentId, position, Number(open))
    })
  }

  /** Removes what has come of conversations that will not be finished. */
  dropComing(): void {
    this.database.transaction('process', () => {
      this.database.run('delete from conversation where deleted_at_ms = ?', COMING_MS)
    })
  }

  private begin(conversation: ImportPart['conversation'], isWhole: boolean): void {
    const { id, folderId = null, pinnedAtMs = null, archivedAtMs = null } = conversation
    putConversation(this.database, conversation)
    const hasPlace = folderId !== null || pinnedAtMs !== null || archivedAtMs !== null
    // One that comes whole is shown by the same commit.
    if (hasPlace || !isWhole) this.database.run(PLACE, COMING_MS, folderId, pinnedAtMs, archivedAtMs, id)
  }

  private drop(id: ConversationId): undefined {
    this.database.run('delete from conversation where id = ?', id)
  }

  /** Which of these are there, whatever conversation has them. */
  private known(messages: readonly ImportedMessage[]): Set<string> {
    const rows = this.database.all<{ id: string }>(KNOWN, JSON.stringify(messages.map(({ id }) => id)))
    return new Set(rows.map(({ id }) => id))
  }

  private putNew(message: ImportedMessage, known: Set<string>): boolean {
    if (known.has(message.id)) return false
    known.add(message.id)
    if (message.role === 'user') message.brought?.forEach((image) => putImage(this.database, image))
    // Nobody goes on making it here.
    const cutOff = message.role === 'assistant' && isLive(message.state)
    putMessage(this.database, cutOff ? { ...message, state: { phase: 'interrupted', fault: null } } : message)
    if (message.role === 'assistant' && message.request) {
      this.database.run(PUT_REQUEST, message.id, message.request.url, JSON.stringify(message.request.body))
    }
    return true
  }

  private putDraftOf(id: string, { text, updatedAtMs, images = [] }: ImportedDraft): void {
    const named = JSON.stringify(images.map(namedImage))
    if (this.database.run(PUT_DRAFT, id, text, updatedAtMs, named) === 0) return
    for (const image of images) putImage(this.database, image)
  }
}
