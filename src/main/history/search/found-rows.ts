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
}

export interface RowChoice {
  /** Where the messages come from: asked of the index, everything, or these few conversations. */
  readonly from: { readonly expression: string } | 'all' | 'conversations'
  /** Keys from this one on and below that one; the newest come first. */
  readonly fromDoc: number
  readonly belowDoc: number
  /** These conversations only; null for all. */
  readonly conversationIds: readonly ConversationId[] | null
  /** Whether its model and its calls of tools are read as well. */
  readonly withAnswers: boolean
  readonly limit: number
}

const COLUMNS = `d.doc, m.id as messageId, m.role, substr(m.text, 1, ${MOST_SEARCHED}) as text,
  m.created_at_ms as createdAtMs, c.id as conversationId, c.title`
const NO_ANSWER = 'null as model, 0 as callsTools'
const ANSWER = `a.model, coalesce(a.tool_calls <> '[]', 0) as callsTools`

// `cross join` keeps the order of the tables: from the index to the texts, never the other way round.
const MESSAGE = 'cross join message m on m.row = d.message_row cross join conversation c on c.row = d.conversation_row'
const SOURCES = {
  index: `message_index i cross join search_doc d on d.doc = i.rowid ${MESSAGE}`,
  all: `search_doc d ${MESSAGE}`,
  conversations: `json_each(?) s cross join conversation c on c.id = s.value
    cross join message m on m.conversation_id = c.id cross join search_doc d on d.message_row = m.row`
}

/** The newest of these rows; what comes back may still be too much. */
export function foundRows(database: Readable, choice: RowChoice): readonly FoundRow[] {
  const { from, fromDoc, belowDoc, limit } = choice
  const ids = choice.conversationIds === null ? [] : [JSON.stringify(choice.conversationIds)]
  const range = [fromDoc, belowDoc]
  const read = (source: keyof typeof SOURCES, ...values: (string | number)[]): readonly FoundRow[] => {
    const sql = selectFrom(source, choice)
    const rows = database.all<Omit<FoundRow, 'callsTools'> & { callsTools: 0 | 1 }>(sql, ...values, limit)
    return rows.map((row) => ({ ...row, callsTools: row.callsTools === 1 }))
  }
  if (from === 'conversations') return read(from, ...ids, ...range)
  if (from === 'all') return read(from, ...range, ...ids)
  return read('index', from.expression, ...range, ...ids)
}

function selectFrom(source: keyof typeof SOURCES, { withAnswers, conversationIds }: RowChoice): string {
  const key = source === 'index' ? 'i.rowid' : 'd.doc'
  return `select ${COLUMNS}, ${withAnswers ? ANSWER : NO_ANSWER} from ${SOURCES[source]}
    ${withAnswers ? 'left join answer a on a.message_id = m.id' : ''}
    where ${source === 'index' ? 'i.message_index match ? and' : ''} ${key} >= ? and ${key} < ?
    and c.deleted_at_ms is null
    ${source !== 'conversations' && conversationIds ? 'and c.id in (select value from json_each(?))' : ''}
    order by ${key} desc limit ?`
}

/** How many messages these conversations have, counted up to the limit. */
export function messagesOf(database: Readable, conversationIds: readonly ConversationId[], limit: number): number {
  const sql = `select count(*) as count from (
    select 1 from json_each(?) s cross join message m on m.conversation_id = s.value limit ?)`
  return database.get<{ count: number }>(sql, JSON.stringify(conversationIds), limit)?.count ?? 0
}
