import type { RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import type { Fault } from '../../shared/fault'
import type { Writable } from './database'
import { LIVE_PHASES } from './live-runs'
import { Journal, type Append } from './journal'
import type { StoredPart, StoredSheet } from './translation-store'

/** Parts of earlier texts: going back to one costs nothing. About as many as three long texts have. */
const MOST_OTHER_PARTS = 500

const LIVE_PART = `
  select 1 from translated_part
  where run_id = ? and content ->> '$.state.phase' in ${LIVE_PHASES}`

const PUT_SHEET = `
  insert into translation (row, source, choices, part_keys, updated_at_ms) values (1, ?, ?, ?, ?)
  on conflict (row) do update set source = excluded.source, choices = excluded.choices,
    part_keys = excluded.part_keys, updated_at_ms = excluded.updated_at_ms`

const PUT_PART = 'insert into translated_part (key, run_id, content, updated_at_ms) values (?, ?, ?, ?)'

const FORGET_OLDEST = `
  delete from translated_part where key in (
    select key from translated_part
    where key not in (select value from translation, json_each(translation.part_keys))
    order by updated_at_ms desc limit -1 offset ?
  )`

/** Every change of translations. Each is one transaction, and asked twice it is as if it had been asked once. */
export class TranslationWriter {
  private readonly journal: Journal

  constructor(
    private readonly database: Writable,
    /** Milliseconds since 1970. */
    private readonly wallMs: () => number = Date.now
  ) {
    this.journal = new Journal(database, 'translated_piece', LIVE_PART)
  }

  putSheet({ source, partKeys, ...choices }: StoredSheet): void {
    const values = [source, JSON.stringify(choices), JSON.stringify(partKeys), this.wallMs()]
    this.database.transaction('process', () => this.database.run(PUT_SHEET, ...values))
  }

  putPart({ key, runId, content }: StoredPart): void {
    this.database.transaction('power', () => {
      this.forget([key])
      this.database.run(PUT_PART, key, runId, JSON.stringify(content), this.wallMs())
      this.database.run(FORGET_OLDEST, MOST_OTHER_PARTS)
    })
  }

  append(appends: readonly Append[]): readonly (Fault | null)[] {
    return this.journal.append(appends)
  }

  endPart(runId: RunId, content: AnswerContent): void {
    this.database.transaction('power', () => {
      const sql = 'update translated_part set content = ?, updated_at_ms = ? where run_id = ?'
      this.database.run(sql, JSON.stringify(content), this.wallMs(), runId)
      this.database.run('delete from translated_piece where run_id = ?', runId)
    })
  }

  forgetParts(keys: readonly string[]): void {
    this.database.transaction('process', () => this.forget(keys))
  }

  private forget(keys: readonly string[]): void {
    const sql = 'delete from translated_part where key in (select value from json_each(?))'
    this.database.run(sql, JSON.stringify(keys))
  }
}
