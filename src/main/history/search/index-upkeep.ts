import type { Writable } from '../database'
import { LIVE_PHASES } from '../live-runs'
import { MessageIndex } from './message-index'

/**
 * How long one transaction of the background lasts, in milliseconds: while an answer is written a delta must not wait
 * for a frame; otherwise longer ones cost the index less.
 */
const STEP_MS = { live: 4, idle: 30 }
/** How many texts are put in order, about as many as one step takes; how many titles; how many rows are compared. */
const TEXTS_TOGETHER = 256
const TITLES_TOGETHER = 32
const SLICE = 500
/** Pages of the index that one merge writes: two milliseconds as a rule. */
const MERGED_PAGES = 8

const INDEXES = ['message_index', 'title_index'] as const

const LIVE = `select 1 from answer where phase in ${LIVE_PHASES} limit 1`

/** Settled messages of a slice that are not in the index, or are there as another text than they have. */
const ASTRAY = `
  insert or ignore into search_pending
  select m.row from message m
    left join answer a on a.message_id = m.id
    left join search_doc d on d.message_row = m.row
    left join message_index_docsize z on z.id = d.doc
  where m.row >= ? and m.row < ? and m.role <> 'tool'
    and coalesce(a.phase not in ${LIVE_PHASES}, 1)
    and (d.bytes is not octet_length(m.text) or z.id is null)`

const TITLES_ASTRAY = `
  insert or ignore into search_pending_title
  select c.row from conversation c
    left join search_title t on t.row = c.row
    left join title_index_docsize z on z.id = t.row
  where c.row >= ? and c.row < ? and (t.bytes is not octet_length(c.title) or z.id is null)`

/** What the index holds of texts that are gone. */
const STRAY_DOCS = `
  delete from message_index where rowid in (
    select z.id from message_index_docsize z left join search_doc d on d.doc = z.id where d.doc is null limit ?)`
const STRAY_TITLES = `
  delete from title_index where rowid in (
    select z.id from title_index_docsize z left join search_title t on t.row = z.id where t.row is null limit ?)`

const GONE = {
  doc: `create trigger search_doc_gone after delete on search_doc begin
  delete from message_index where rowid = old.doc;
end`,
  title: `create trigger search_title_gone after delete on search_title begin
  delete from title_index where rowid = old.row;
end`
}

// Row by row the triggers would take out what goes at once.
const REBUILD = `
  drop trigger search_doc_gone;
  drop trigger search_title_gone;
  delete from search_doc;
  delete from search_title;
  insert into message_index (message_index) values ('delete-all');
  insert into title_index (title_index) values ('delete-all');
  insert or ignore into search_pending select row from message where role <> 'tool';
  insert or ignore into search_pending_title select row from conversation;
  ${GONE.doc};
  ${GONE.title}`

/** Keeps the index at one with the texts, a little at a time, in transactions that leave room for deltas. */
export class IndexUpkeep {
  private readonly index: MessageIndex
  private checkedRow = 0
  private hasStrays = true
  private mergesPairs = false

  constructor(
    private readonly database: Writable,
    /** Whether something waits for this to end. */
    private readonly isAsked: () => boolean = () => false,
    /** A monotonic clock, in milliseconds. */
    private readonly nowMs: () => number = () => performance.now()
  ) {
    this.index = new MessageIndex(database)
  }

  /** Indexes some of what waits; false when nothing is left. */
  step(): boolean {
    if (!this.isWaiting()) return false
    const untilMs = this.nowMs() + (this.database.get(LIVE) ? STEP_MS.live : STEP_MS.idle)
    const isLate = (): boolean => this.nowMs() >= untilMs || this.isAsked()
    this.database.transaction('process', () => {
      while (!isLate() && this.index.putTexts(TEXTS_TOGETHER, isLate) > 0);
      while (!isLate() && this.index.putTitles(TITLES_TOGETHER) > 0);
    })
    return this.isWaiting()
  }

  /** Compares a slice of the texts with the index; what is not as it should be waits. False once all are compared. */
  check(): boolean {
    return this.database.transaction('process', () => {
      if (this.hasStrays) return this.removeStrays()
      const from = this.checkedRow
      this.checkedRow += SLICE
      this.database.run(ASTRAY, from, from + SLICE)
      this.database.run(TITLES_ASTRAY, from, from + SLICE)
      return this.checkedRow <= this.lastRow()
    })
  }

  /**
   * Every commit leaves a part of the index, and every search asks each of them: two parts of one size become one,
   * which is done to a word as often as the index has doubled. False once there are no two, and while an answer is
   * written, whose end is a reason to merge anyway.
   */
  merge(): boolean {
    if (this.database.get(LIVE)) return false
    return this.database.transaction('process', () => {
      if (!this.mergesPairs) for (const index of INDEXES) this.command(index, 'usermerge', 2)
      this.mergesPairs = true
      return INDEXES.some((index) => this.command(index, 'merge', MERGED_PAGES) > 1)
    })
  }

  /** Begins the index anew, as for one that is damaged. */
  rebuild(): void {
    this.database.transaction('process', () => this.database.script(REBUILD))
  }

  /** Returns how many rows it has changed, the command itself being one: https://sqlite.org/fts5.html#the_merge_command */
  private command(index: (typeof INDEXES)[number], name: string, value: number): number {
    const changes = (): number => this.database.get<{ n: number }>('select total_changes() as n')?.n ?? 0
    const before = changes()
    this.database.run(`insert into ${index} (${index}, rank) values (?, ?)`, name, value)
    return changes() - before
  }

  private removeStrays(): boolean {
    const strays = this.database.run(STRAY_DOCS, SLICE) + this.database.run(STRAY_TITLES, SLICE)
    this.hasStrays = strays > 0
    return true
  }

  private lastRow(): number {
    const sql = 'select max((select max(row) from message), (select max(row) from conversation)) as row'
    return this.database.get<{ row: number | null }>(sql)?.row ?? 0
  }

  private isWaiting(): boolean {
    const sql = 'select exists (select 1 from search_pending) or exists (select 1 from search_pending_title) as waits'
    return this.database.get<{ waits: 0 | 1 }>(sql)?.waits === 1
  }
}
