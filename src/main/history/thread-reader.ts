import type { MessageId } from '../../shared/domain/ids'
import type { Message } from '../../shared/domain/message'
import { countIn, foldText } from '../../shared/find-text'
import type { FoundMessage, ThreadOutline } from '../../shared/ipc/calls'
import { shownText } from '../../shared/shown-text/shown-text'
import type { Readable } from './database'
import { JOIN_KINDS, messageOf, SELECT_MESSAGE, type MessageRow } from './message-rows'

/** What a window opens with: more than a screen of messages, whatever their length. */
const END_LENGTH = 40
/** How far back the question is looked for that the end begins with. */
const MOST_END_LENGTH = 400
/** How many texts are held at once while a conversation is searched. */
const READ_TOGETHER = 200

const END = `
  with recursive path (id, parent_id, role, depth) as (
    select id, parent_id, role, 1 from message where id = ?
    union all
    select up.id, up.parent_id, up.role, path.depth + 1 from path join message up on up.id = path.parent_id
    where path.depth < ${END_LENGTH} or (path.role <> 'user' and path.depth < ${MOST_END_LENGTH})
  )
  ${SELECT_MESSAGE} from path join message m on m.id = path.id ${JOIN_KINDS} order by path.depth desc`

// Only the header of a row is read for the length of its text, not the text.
const OUTLINE = `
  with recursive path (id, parent_id, role, size, depth) as (
    select id, parent_id, role, octet_length(text), 0 from message where id = ?
    union all
    select up.id, up.parent_id, up.role, octet_length(up.text), path.depth + 1
    from path join message up on up.id = path.parent_id
  )
  select id, role, size from path order by depth desc`

const MESSAGES = `
  ${SELECT_MESSAGE} from json_each(?) wanted join message m on m.id = wanted.value ${JOIN_KINDS} order by wanted.key`

const TEXTS = `
  select m.id, m.role, m.text from json_each(?) wanted join message m on m.id = wanted.value order by wanted.key`

/** Reads a long conversation in parts. A message's path leads from the first message to it. */
export class ThreadReader {
  constructor(private readonly database: Readable) {}

  /** The end of the path: forty messages, or more where it would not begin with a question. */
  end(headId: MessageId): readonly Message[] {
    return this.messagesOf(this.database.all<MessageRow>(END, headId))
  }

  /** Empty when there is no such message. */
  outline(headId: MessageId): ThreadOutline {
    const rows = this.database.all<{ id: MessageId; role: Message['role']; size: number }>(OUTLINE, headId)
    return { ids: rows.map((row) => row.id), roles: rows.map((row) => row.role), sizes: rows.map((row) => row.size) }
  }

  /** In the order they are asked for; those that do not exist are left out. */
  messages(ids: readonly MessageId[]): readonly Message[] {
    const rows = (): MessageRow[] => this.database.all<MessageRow>(MESSAGES, JSON.stringify(ids))
    return this.database.liveSnapshot(() => this.messagesOf(rows()))
  }

  /** The questions and answers of the path that show this, near enough, in their order. */
  find(headId: MessageId, text: string): readonly FoundMessage[] {
    const wanted = foldText(text)
    if (wanted.trim() === '') return []
    return this.database.snapshot(() => {
      const { ids } = this.outline(headId)
      const found: FoundMessage[] = []
      for (let at = 0; at < ids.length; at += READ_TOGETHER) {
        found.push(...this.foundIn(ids.slice(at, at + READ_TOGETHER), wanted))
      }
      return found
    })
  }

  private foundIn(ids: readonly MessageId[], wanted: string): readonly FoundMessage[] {
    return this.database
      .all<{ id: MessageId; role: Message['role']; text: string }>(TEXTS, JSON.stringify(ids))
      .filter(({ role }) => role !== 'tool')
      // A question is shown as it is written.
      .map(({ id, role, text }) => ({ messageId: id, text: role === 'user' ? text : shownText(text) }))
      .map(({ messageId, text }) => ({ messageId, count: countIn(text, wanted) }))
      .filter(({ count }) => count > 0)
  }

  private messagesOf(rows: readonly MessageRow[]): readonly Message[] {
    return rows.map((row) => messageOf(this.database, row))
  }
}
