import { foldText } from '../../../shared/find-text'
import type { Writable } from '../database'
import { LIVE_PHASES } from '../live-runs'
import { DocKeys } from './doc-keys'
import { marksOf } from './index-expression'
import { indexable } from './indexable'
import type { SearchedMessage } from './match-message'

/** What lies beyond is not searched: one text of more units would hold up all other writing. */
export const MOST_SEARCHED = 1024 * 1024

interface TextRow extends SearchedMessage {
  readonly row: number
  readonly conversationRow: number
  readonly bytes: number
  /** The key it has in the index already. */
  readonly doc: number | null
  /** 0 for what is gone, a tool's result, or an answer whose run is not over. */
  readonly isSearched: 0 | 1
}

interface TitleRow {
  readonly row: number
  /** Null for a conversation that is gone. */
  readonly title: string | null
  readonly bytes: number
  readonly isIndexed: 0 | 1
}

// FTS5 writes out what it has gathered whenever a key comes before the last one, and an export may begin with the
// newest conversation. Within one, rows rise with the times. The time of a message stands behind its text, which may
// be long: it is not asked.
const WAITING = `
  select p.row from (select row from search_pending where row > ? order by row limit ?) p
    left join message m on m.row = p.row left join conversation c on c.id = m.conversation_id
  order by c.created_at_ms, p.row`

const TEXTS = `
  select p.value as row, m.role, substr(m.text, 1, ${MOST_SEARCHED}) as text, octet_length(m.text) as bytes,
    m.created_at_ms as createdAtMs, a.model, coalesce(a.tool_calls <> '[]', 0) as callsTools,
    exists (select 1 from message_image x where x.message_id = m.id) as hasImages, c.row as conversationRow, d.doc,
    coalesce(m.role = 'user' or a.phase not in ${LIVE_PHASES}, 0) as isSearched
  from json_each(?) p
    left join message m on m.row = p.value left join conversation c on c.id = m.conversation_id
    left join answer a on a.message_id = m.id left join search_doc d on d.message_row = p.value
  order by p.key`

const DONE = 'delete from search_pending where row in (select value from json_each(?))'

/** How many texts are held at once. */
const READ_TOGETHER = 32

const TITLES = `
  select p.row, c.title, octet_length(c.title) as bytes, t.row is not null as isIndexed
  from search_pending_title p left join conversation c on c.row = p.row left join search_title t on t.row = p.row
  order by p.row desc limit ?`

const PUT_DOC = 'insert into search_doc (doc, message_row, conversation_row, bytes) values (?, ?, ?, ?)'
const PUT_TEXT = 'insert into message_index (rowid, text, marks) values (?, ?, ?)'

/** Puts texts into the index and takes them out. Every call is to be made within a transaction. */
export class MessageIndex {
  private readonly keys: DocKeys
  /** What is put in from now on comes before what waits since earlier: it is looked for first. */
  private readonly lastRow: number

  constructor(private readonly database: Writable) {
    this.keys = new DocKeys(database)
    this.lastRow = database.get<{ row: number | null }>('select max(row) as row from message')?.row ?? 0
  }

  /** Indexes up to so many of those that wait, the oldest conversation first, until it is late. Returns how many. */
  putTexts(limit: number, isLate: () => boolean): number {
    const fresh = this.waiting(this.lastRow, limit)
    const rows = fresh.length > 0 ? fresh : this.waiting(0, limit)
    let count = 0
    for (const text of this.texts(rows)) {
      this.putText(text)
      count++
      if (isLate()) break
    }
    this.database.run(DONE, JSON.stringify(rows.slice(0, count)))
    return count
  }

  /** The same with titles. */
  putTitles(limit: number): number {
    // FTS5 writes out what it has gathered whenever a row comes before the last one, so they go in as they rise.
    const rows = this.database.all<TitleRow>(TITLES, limit).reverse()
    for (const { row, title, bytes, isIndexed } of rows) {
      // The trigger has it do the same: for nothing, where a title is new.
      if (isIndexed === 1) this.database.run('delete from search_title where row = ?', row)
      if (title === null) continue
      this.database.run('insert into search_title (row, bytes) values (?, ?)', row, bytes)
      this.database.run('insert into title_index (rowid, title) values (?, ?)', row, indexable(foldText(title)))
    }
    this.database.run('delete from search_pending_title where row >= ?', rows[0]?.row ?? Number.MAX_SAFE_INTEGER)
    return rows.length
  }

  private waiting(after: number, limit: number): readonly number[] {
    return this.database.all<{ row: number }>(WAITING, after, limit).map(({ row }) => row)
  }

  private *texts(rows: readonly number[]): Iterable<TextRow> {
    for (let at = 0; at < rows.length; at += READ_TOGETHER) {
      yield* this.database.all<TextRow>(TEXTS, JSON.stringify(rows.slice(at, at + READ_TOGETHER)))
    }
  }

  private putText({ row, doc, conversationRow, bytes, isSearched, ...message }: TextRow): void {
    if (doc !== null) this.database.run('delete from search_doc where doc = ?', doc)
    if (isSearched === 0) return
    const folded = foldText(message.text)
    const key = doc ?? this.keys.next(message.createdAtMs)
    this.database.run(PUT_DOC, key, row, conversationRow, bytes)
    this.database.run(PUT_TEXT, key, indexable(folded), marksOf(message, folded))
  }
}
