import { foldText } from '../../../shared/find-text'
import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import type { Readable } from '../database'
import { MOST_SEARCHED } from './message-index'
import type { SearchedMessage } from './match-message'

/** A message that may be one that is looked for. */
export interface FoundRow extends SearchedMessage {
  readonly doc: number
  readonly messageId: MessageId
  readonly conversationId: ConversationId
  readonly title: string
  /** The text as it is compared. */
  readonly folded: string
}

type StoredRow = Omit<FoundRow, 'folded'>

export interface RowChoice {
  /** Where the messages come from: asked of the index, everything, or these few conversations. */
  readonly from: { readonly expression: string } | 'all' | 'conversations'
  /** Keys from this one on and below that one; the newest come first. */
  readonly fromDoc: number
  readonly belowDoc: number
  /** These conversations only; null for all. */
  readonly conversationIds: readonly ConversationId[] | null
  /** Whether its model, its calls of tools and its images are read as well. */
  readonly withAnswers: boolean
}

// Cutting a text copies it.
const COLUMNS = `d.doc, m.id as messageId, m.role,
  iif(octet_length(m.text) <= ${MOST_SEARCHED}, m.text, substr(m.text, 1, ${MOST_SEARCHED})) as text,
  m.created_at_ms as createdAtMs, c.id as conversationId, c.title`
const ANSWER = `a.model, coalesce(a.tool_calls <> '[]', 0) as callsTools,
  exists (select 1 from message_image x where x.message_id = m.id) as hasImages`

// `cross join` keeps the order of the tables: from the index to the texts, never the other way round.
const MESSAGE = 'cross join message m on m.row = d.message_row cross join conversation c on c.row = d.conversation_row'
const OF_CONVERSATIONS = `search_doc d join message m on m.row = d.message_row
  where m.conversation_id in (select value from json_each(?))`
const SOURCES = {
  index: `message_index i cross join search_doc d on d.doc = i.rowid ${MESSAGE}`,
  all: `search_doc d ${MESSAGE}`,
  // Their keys are put in order before anything of the texts is read.
  conversations: `(select d.doc from ${OF_CONVERSATIONS} order by d.doc desc limit -1) s
    cross join search_doc d on d.doc = s.doc ${MESSAGE}`
}

/** In place of what is not read: a column costs the driver more than the database. */
const NO_ANSWER = { model: null, callsTools: 0, hasImages: 0 } as const

/** Rows with what may be found, the newest first, each read when it is asked for. */
export function* foundRows(database: Readable, choice: RowChoice): Generator<FoundRow> {
  const { from, fromDoc, belowDoc } = choice
  const ids = choice.conversationIds === null ? [] : [JSON.stringify(choice.conversationIds)]
  const range = [fromDoc, belowDoc]
  const read = (source: keyof typeof SOURCES, ...values: (string | number)[]): Iterable<StoredRow> =>
    database.each(selectFrom(source, choice), ...values)
  const rows =
    from === 'conversations'
      ? read(from, ...ids, ...range)
      : from === 'all'
        ? read(from, ...range, ...ids)
        : read('index', from.expression, ...range, ...ids)
  const unread = choice.withAnswers ? {} : NO_ANSWER
  for (const row of rows) {
    yield Object.assign(row, unread, { folded: foldText(row.text) })
  }
}

function selectFrom(source: keyof typeof SOURCES, { withAnswers, conversationIds }: RowChoice): string {
  const key = source === 'index' ? 'i.rowid' : 'd.doc'
  return `select ${COLUMNS}${withAnswers ? `, ${ANSWER}` : ''} from ${SOURCES[source]}
    ${withAnswers ? 'left join answer a on a.message_id = m.id' : ''}
    where ${source === 'index' ? 'i.message_index match ? and' : ''} ${key} >= ? and ${key} < ?
    and c.deleted_at_ms is null
    ${source !== 'conversations' && conversationIds ? 'and c.id in (select value from json_each(?))' : ''}
    ${source === 'conversations' ? '' : `order by ${key} desc`}`
}

/** How many messages these conversations have, counted up to the limit. */
export function messagesOf(database: Readable, conversationIds: readonly ConversationId[], limit: number): number {
  const sql = `select count(*) as count from (
    select 1 from json_each(?) s cross join message m on m.conversation_id = s.value limit ?)`
  return database.get<{ count: number }>(sql, JSON.stringify(conversationIds), limit)?.count ?? 0
}
