import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConversationId } from '../../shared/domain/ids'
import { skipTitle } from '../../../tests/skip-title'
import { cannotWriteProtect, writeProtect } from '../../../tests/write-protect'
import { openWritable, type Readable } from './database'
import { HistoryWriter } from './history-writer'
import { migrate, NEWEST_VERSION, schemaVersion } from './migrate'
import { fillHistory } from './salvage/sample-history'
import { scratchDatabase, scratchFolder, type ScratchDatabase } from './scratch-database'
import { openUnsaved } from './unsaved-history'

const DAY_MS = 86_400_000

let scratch: ScratchDatabase
let folder: string
const copy = (): string => join(folder, 'history.db')

/** Half of the conversations are deleted for good; their rows still lie about in the file. */
beforeEach(() => {
  folder = scratchFolder()
  scratch = scratchDatabase(() => Date.now() - 40 * DAY_MS)
  fillHistory(scratch.writer, 12)
  const ids = scratch.writable.all<{ id: ConversationId }>('select id from conversation order by row')
  for (const { id } of ids.slice(0, 6)) scratch.writer.delete(id)
  new HistoryWriter(scratch.writable).recover()
})
afterEach(() => {
  scratch.remove()
  rmSync(folder, { recursive: true })
})

const conversationsIn = (database: Readable): number =>
  Number(database.reported('select report(count(*)) from conversation')[0])

function conversations(file: string): number {
  const database = openUnsaved(file)
  try {
    expect(database.reported('select report("table") from pragma_foreign_key_check')).toEqual([])
    expect(schemaVersion(database)).toBe(NEWEST_VERSION)
    return conversationsIn(database)
  } finally {
    database.close()
  }
}

it('is exactly what is stored, also what is still in the log, and can be gone on with', () => {
  const before = readFileSync(scratch.file)
  expect(conversations(scratch.file)).toBe(6)
  const database = openUnsaved(scratch.file)
  fillHistory(new HistoryWriter(database), 1)
  expect(conversationsIn(database)).toBe(7)
  database.close()
  expect(readFileSync(scratch.file).equals(before)).toBe(true)
})

const whyNot = cannotWriteProtect
const protectedIt = (what: string, parts: readonly string[], expected: number): void =>
  it.skipIf(whyNot)(skipTitle(`makes nothing beside a file that ${what}`, whyNot), () => {
    if (parts.length === 1) scratch.writable.script('pragma wal_checkpoint(truncate)')
    for (const part of parts) copyFileSync(scratch.file + part, copy() + part)
    const before = readdirSync(folder)
    const undo = writeProtect(folder)
    try {
      expect(conversations(copy())).toBeGreaterThanOrEqual(6)
      expect(firstRow(copy())).toBe(expected)
      expect(readdirSync(folder)).toEqual(before)
    } finally {
      undo()
    }
  })

/** What SQLite itself reads keeps its numbers; what is picked from the pages gets new ones. */
function firstRow(file: string): unknown {
  const database = openUnsaved(file)
  const [row] = database.reported('select report(min(row)) from conversation')
  database.close()
  return row
}

protectedIt('was closed well', [''], 7)
protectedIt('a kill has left with its log', ['', '-wal', '-shm'], 7)
protectedIt('lacks the index of its log', ['', '-wal'], 1)

it('is what can still be read of a damaged file', () => {
  scratch.writable.script('pragma wal_checkpoint(truncate)')
  const bytes = readFileSync(scratch.file)
  writeFileSync(copy(), bytes.fill(0xff, 0, 4_096))
  expect(conversations(copy())).toBeGreaterThanOrEqual(6)
})

it('brings the history of an older version up to this one', () => {
  const older = openWritable(copy())
  migrate(older, 1)
  older.script(`
    insert into conversation (id, title, provider_id, model, system_prompt, created_at_ms, updated_at_ms)
      values ('c', '', 'p', 'm', '', 1, 1), ('d', '', 'p', 'm', '', 1, 1)`)
  older.close()
  expect(conversations(copy())).toBe(2)
})

it('is empty where there is nothing', () => {
  expect(conversations(copy())).toBe(0)
  expect(readdirSync(folder)).toEqual([])
})
