import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWritable, type Writable } from '../../src/main/history/database'
import type { NewTurn } from '../../src/main/history/history'
import { HistoryWriter } from '../../src/main/history/history-writer'
import { migrate } from '../../src/main/history/migrate'

/** Puts whole conversations into a profile before the app starts with it. */
export function seedHistory(profile: string, turns: readonly NewTurn[]): void {
  fillProfile(profile, (database) => {
    const writer = new HistoryWriter(database)
    for (const turn of turns) writer.begin(turn)
  })
}

/**
 * Opens a profile's history of the newest schema for `fill`, before the app starts with it. It is filled elsewhere and
 * put into the profile as one file: the driver closes a connection that has had statements only when they are collected
 * as garbage, and files that vanish or are written at that moment must not be those of a profile in use.
 */
export function fillProfile(profile: string, fill: (database: Writable) => void): void {
  const history = join(profile, 'history.db')
  const folder = mkdtempSync(join(tmpdir(), 'rill-filled-'))
  const filled = join(folder, 'history.db')
  if (existsSync(history)) copyFileSync(history, filled)
  const database = openWritable(filled)
  try {
    migrate(database)
    fill(database)
    database.script('pragma wal_checkpoint(truncate)')
    copyFileSync(filled, history)
  } finally {
    database.close()
    rmSync(folder, { recursive: true })
  }
}

/**
 * Rows alone, the newest now and ten minutes between one and the next: what the list reads of a conversation. The
 * eighth is in the trash since `deletedAtMs`.
 */
export function fillList(profile: string, count: number, deletedAtMs: number): void {
  const nowMs = String(Date.now())
  fillProfile(profile, (database) =>
    database.script(`
      with recursive n (i) as (select 0 union all select i + 1 from n where i < ${String(count - 1)})
      insert into conversation (id, title, provider_id, model, system_prompt, created_at_ms, updated_at_ms)
        select printf('c%06d', i), printf('Talk %06d', i), 'demo', 'm', '', ${nowMs} - i * 600000, ${nowMs} - i * 600000
        from n;
      delete from search_pending_title;
      update conversation set deleted_at_ms = ${String(deletedAtMs)} where id = 'c000007'`)
  )
}
