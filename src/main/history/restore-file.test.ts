import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { copyDatabase, openWritable } from './database'
import { HistoryReader } from './history-reader'
import { HistoryWriter } from './history-writer'
import { migrate } from './migrate'
import { openDatabase } from './open-database'
import { decideRestore, dropRestore, finishRestore, prepareRestore } from './restore-file'
import { fillHistory } from './salvage/sample-history'
import { scratchFolder } from './scratch-database'

let folder: string
let history: string
let backup: string

beforeEach(async () => {
  folder = scratchFolder()
  history = join(folder, 'history.db')
  backup = join(folder, 'backup.rillbackup')
  fill(history, 3)
  await copyDatabase(history, backup)
  fill(history, 2)
})
afterEach(() => rmSync(folder, { recursive: true }))

function fill(file: string, count: number): void {
  const database = openWritable(file)
  migrate(database)
  fillHistory(new HistoryWriter(database), count)
  database.close()
}

function conversationsIn(file: string): number {
  const database = openWritable(file)
  try {
    return new HistoryReader(database).list(100, 0).length
  } finally {
    database.close()
  }
}

async function kindOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'none', (error: { fault?: { kind: string } }) => error.fault?.kind ?? 'not a fault')
}

it('shows what a backup holds, and restores it at the next start; what was there is kept', async () => {
  expect(await prepareRestore(backup, history)).toMatchObject({ conversations: 3, messages: 24 })
  expect(conversationsIn(history)).toBe(5)
  decideRestore(history)
  const opened = openDatabase(folder)
  opened.close()
  expect(opened.notices).toEqual([])
  expect(conversationsIn(history)).toBe(3)
  const kept = readdirSync(folder).find((name) => /^history\.before-restore-.*\.db$/.test(name)) ?? ''
  expect(conversationsIn(join(folder, kept))).toBe(5)
})

it('changes nothing when the person decides against it', async () => {
  await prepareRestore(backup, history)
  dropRestore(history)
  openDatabase(folder).close()
  expect(conversationsIn(history)).toBe(5)
  expect(readdirSync(folder).filter((name) => /restor/.test(name))).toEqual([])
})

it('goes on after a kill between the two renamings', async () => {
  await prepareRestore(backup, history)
  decideRestore(history)
  for (const part of ['', '-wal', '-shm']) rmSync(history + part, { force: true })
  finishRestore(history)
  expect(conversationsIn(history)).toBe(3)
})

it('keeps the write-ahead log with its history after a kill between their renamings', async () => {
  const open = openWritable(history)
  open.script('pragma wal_autocheckpoint = 0; create table in_the_log (a integer)')
  const files = ['', '-wal'].map((part) => [part, readFileSync(history + part)] as const)
  open.close()
  await prepareRestore(backup, history)
  decideRestore(history)
  for (const [part, bytes] of files) writeFileSync(history + part, bytes)
  const log = readFileSync(`${history}-wal`)
  finishRestore(history)
  const kept = join(folder, readdirSync(folder).find((name) => /^history\.before-restore-.*\.db$/.test(name)) ?? '')
  // As the kill leaves it: the first part has its new name, the others and the restored file their old ones.
  renameSync(history, join(folder, 'history.restored.db'))
  rmSync(`${kept}-wal`)
  writeFileSync(`${history}-wal`, log)
  finishRestore(history)
  expect(conversationsIn(history)).toBe(3)
  const database = openWritable(kept)
  expect(database.all('select 1 from sqlite_schema where name = ?', 'in_the_log')).toHaveLength(1)
  database.close()
})

it('refuses what is no backup, and leaves nothing beside the history', async () => {
  const letter = join(folder, 'letter.txt')
  writeFileSync(letter, 'Dear all, '.repeat(1_000))
  expect(await kindOf(prepareRestore(letter, history))).toBe('file_not_backup')
  expect(await kindOf(prepareRestore(join(folder, 'no-such'), history))).toBe('file_unreadable')
  const other = join(folder, 'other.db')
  const database = openWritable(other)
  database.script('create table thing (a integer)')
  database.close()
  expect(await kindOf(prepareRestore(other, history))).toBe('file_not_backup')
  const newer = openWritable(backup)
  newer.script('pragma user_version = 999')
  newer.close()
  expect(await kindOf(prepareRestore(backup, history))).toBe('database_newer')
  expect(existsSync(join(folder, 'history.restoring.db'))).toBe(false)
  expect(() => decideRestore(history)).toThrow()
})
