import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { readWritten } from '../../shared/ipc/written'
import { Backups } from './backups'
import { backupsOf } from './backup-files'
import { bundleThreads } from './bundle-threads'
import { openReadable } from './database'
import { spoilIndex } from '../../../tests/spoilt-index'
import { openHistory } from './open-history'
import { openDatabase } from './open-database'
import { fillHistory } from './salvage/sample-history'
import { endedWith, firstTurn, saying } from './sample-turns'
import { scratchDatabase, type ScratchDatabase } from './scratch-database'

const DAY_MS = 86_400_000

let threads: string
let scratch: ScratchDatabase
let folder: string
let nowMs: number

beforeAll(async () => {
  threads = await bundleThreads()
})
afterAll(() => rmSync(threads, { recursive: true }))

beforeEach(() => {
  scratch = scratchDatabase()
  folder = join(scratch.file, '..', 'backups')
  nowMs = Date.UTC(2026, 0, 31, 10)
})
afterEach(() => scratch.remove())

const backups = (): Backups => new Backups({ history: scratch.file, threads, wallMs: () => nowMs })
const messagesIn = (file: string): unknown => {
  const readable = openReadable(file)
  try {
    return readable.reported('select report(count(*)) from message')[0]
  } finally {
    readable.close()
  }
}

it('makes one a day, and keeps the last three', async () => {
  for (let day = 0; day < 5; day++) {
    scratch.writer.begin(firstTurn().turn)
    expect(await backups().keep()).toEqual({ state: 'made' })
    nowMs += DAY_MS - 1
    expect(await backups().keep()).toEqual({ state: 'recent' })
    nowMs += 1
  }
  const names = ['02-02', '02-03', '02-04'].map((day) => `history-2026-${day}T10-00-00-000Z.db`)
  expect(readdirSync(folder).sort()).toEqual(names)
  expect(backupsOf(scratch.file).map(({ file }) => messagesIn(file))).toEqual([10, 8, 6])
})

it('holds what is in the log, in one file that nobody else may read', async () => {
  const { messages } = fillHistory(scratch.writer, 3)
  await backups().keep()
  const [backup] = backupsOf(scratch.file)
  expect(backup?.day).toBe('2026-01-31')
  expect(messagesIn(backup?.file ?? '')).toBe(messages.length)
  expect(readdirSync(folder)).toHaveLength(1)
  expect(statSync(folder).mode & 0o077).toBe(process.platform === 'win32' ? statSync(folder).mode & 0o077 : 0)
})

it('is made while a run goes on, which it neither stops nor cuts', async () => {
  fillHistory(scratch.writer, 30)
  const { answer, turn } = firstTurn()
  scratch.writer.begin(turn)
  let [seq, made] = [0, false]
  const making = backups().keep().finally(() => {
    made = true
  })
  while (!made) {
    expect(scratch.writer.append([{ runId: answer.runId, frames: saying(answer.runId, seq, 'x') }])).toEqual([null])
    seq += 1
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await making).toEqual({ state: 'made' })
  expect(scratch.reader.message(answer.id).role === 'assistant' && scratch.reader.message(answer.id).text.length).toBe(seq)
})

it('lets no empty history push out a full one', async () => {
  expect(await backups().keep()).toEqual({ state: 'empty' })
  expect(readdirSync(folder)).toEqual([])
})

it('says why none could be made, and leaves nothing half done', async () => {
  scratch.writer.begin(firstTurn().turn)
  writeFileSync(folder, 'a file where the folder should be')
  expect(await backups().keep()).toMatchObject({ state: 'failed', fault: { kind: 'disk_read_only' } })
  rmSync(folder)
  const gone = new Backups({ history: join(folder, '..', 'gone.db'), threads, wallMs: () => nowMs })
  expect(await gone.keep()).toMatchObject({ state: 'failed', fault: { kind: 'disk_read_only' } })
  expect(readdirSync(folder)).toEqual([])
})

it('makes none of a damaged history, keeps those there are, and has the next start mend it', async () => {
  const where = join(folder, '..')
  const { conversations } = fillHistory(scratch.writer, 10)
  await backups().keep()
  scratch.writable.script('pragma wal_checkpoint(truncate)')
  const bytes = readFileSync(scratch.file)
  scratch.remove()
  mkdirSync(folder, { recursive: true })
  const sound = join(folder, 'history-2026-01-31T10-00-00-000Z.db')
  writeFileSync(sound, bytes)
  writeFileSync(scratch.file, Buffer.from(bytes).fill(0xff, bytes.length - 40_960, bytes.length - 20_480))
  nowMs += DAY_MS
  expect(await backups().keep()).toMatchObject({ state: 'failed', fault: { kind: 'database_damaged' } })
  expect(readdirSync(folder)).toHaveLength(1)

  const { database, close, notices } = openDatabase(where)
  expect(notices).toMatchObject([{ fault: { kind: 'database_unreadable', broughtBack: { conversations: 10 } } }])
  expect(database.reported('select report(count(*)) from conversation')).toEqual([conversations.length])
  close()
  expect(existsSync(`${scratch.file}-damaged`)).toBe(false)
  const again = openDatabase(where)
  expect(again.notices).toEqual([])
  again.close()
  scratch = scratchDatabase()
  rmSync(where, { recursive: true })
})

it('gives up what it is making when it is closed', async () => {
  fillHistory(scratch.writer, 3)
  const closing = backups()
  const making = closing.keep()
  while (!existsSync(folder)) await new Promise((resolve) => setImmediate(resolve))
  await closing.close()
  expect(['failed', 'made']).toContain((await making).state)
  expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([])
})

it('has the index of the search made again where it is damaged in a way that no search meets', async () => {
  const opened = await openHistory({ folder: join(folder, '..'), threads })
  try {
    const { conversation, turn } = firstTurn('the tide follows the moon')
    await opened.history.begin(turn)
    const search = async (): Promise<number> =>
      readWritten(await opened.history.search({ query: 'tide ', order: 'newest', limit: 5, cursor: null })).groups.length
    await vi.waitFor(async () => expect(await search()).toBe(1))
    await opened.history.end(turn.messages[1].runId, endedWith('so it does'))
    await vi.waitFor(() => expect(scratch.readable.get('select 1 from search_pending')).toBeUndefined())
    spoilIndex(scratch.file, 'nothing')
    expect(await search()).toBe(0)
    expect(await opened.backups?.keep()).toEqual({ state: 'made', isIndexSound: false })
    await vi.waitFor(async () => expect(await search()).toBe(1))
    expect(await opened.history.list(5, 0)).toMatchObject([{ id: conversation.id }])
    expect(existsSync(`${scratch.file}-damaged`)).toBe(false)
  } finally {
    await opened.backups?.close()
    await opened.history.close()
  }
})
