import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { spoilIndex } from '../../../tests/spoilt-index'
import type { ConversationId } from '../../shared/domain/ids'
import { Backups } from './backups'
import { backupsOf } from './backup-files'
import { bundleThreads } from './bundle-threads'
import { cleanBackups } from './clean-backups'
import { openReadable, openWritable } from './database'
import { HistoryReader } from './history-reader'
import { openHistory, type OpenHistory } from './open-history'
import { firstTurn } from './sample-turns'
import { scratchFolder } from './scratch-database'
import { indexAll } from './search/sample-search'
import { examined, soundness } from './soundness'

const DAY_MS = 86_400_000

let threads: string
let folder: string
let file: string
let opened: OpenHistory
let nowMs: number

beforeAll(async () => {
  threads = await bundleThreads()
})
afterAll(() => rmSync(threads, { recursive: true }))

beforeEach(async () => {
  folder = scratchFolder()
  file = join(folder, 'history.db')
  nowMs = Date.UTC(2026, 0, 31, 10)
  opened = await openHistory({ folder, threads })
})
afterEach(async () => {
  await opened.history.close()
  rmSync(folder, { recursive: true })
})

const backups = (): Backups => new Backups({ history: file, threads, wallMs: () => nowMs })

async function keptAnotherDay(): Promise<void> {
  expect(await backups().keep()).toEqual({ state: 'made' })
  nowMs += DAY_MS
}

async function put(text: string): Promise<ConversationId> {
  const { turn, conversation } = firstTurn(text)
  await opened.history.begin(turn)
  return conversation.id
}

async function purge(id: ConversationId): Promise<void> {
  await opened.history.deleteMany([id])
  await opened.history.purge([id])
}

/** By the day, which words a backup holds. */
function held(words: readonly string[]): readonly (readonly string[])[] {
  return backupsOf(file).map((one) => words.filter((word) => readFileSync(one.file).includes(word)))
}

function questionsIn(backup: string): readonly string[] {
  const readable = openReadable(backup)
  try {
    expect(soundness(readable)).toBeNull()
    const reader = new HistoryReader(readable)
    return reader.list(10, 0).map(({ id }) => reader.open(id).messages[0]?.text ?? '')
  } finally {
    readable.close()
  }
}

const notes = (): readonly string[] => readdirSync(join(folder, 'backups')).filter((name) => name.includes('removed'))

it('takes the words of what is removed for good out of every backup, and nothing else', async () => {
  await put('the tide follows the moon')
  await keptAnotherDay()
  const secret = await put('xylophonesecret')
  await keptAnotherDay()
  await put('the sun has its part in it')
  await keptAnotherDay()
  const words = ['ylophonesecret', 'tide follows', 'has its part']
  expect(held(words)).toEqual([words, words.slice(0, 2), words.slice(1, 2)])

  await purge(secret)
  expect(notes()).toHaveLength(1)
  expect(await backups().clean()).toEqual({ state: 'made' })

  expect(held(words)).toEqual([words.slice(1), words.slice(1, 2), words.slice(1, 2)])
  expect(questionsIn(backupsOf(file)[0]?.file ?? '')).toEqual(['the sun has its part in it', 'the tide follows the moon'])
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(3)
  expect(await backups().clean()).toEqual({ state: 'recent' })
})

it('goes on after a kill: what was begun is swept away, and what is noted is done', async () => {
  await put('the tide follows the moon')
  const secret = await put('xylophonesecret')
  await keptAnotherDay()
  await purge(secret)
  const [{ file: backup } = { file: '' }] = backupsOf(file)
  for (const end of ['.part', '.part-wal']) writeFileSync(backup + end, 'a copy that is cut off: xylophonesecret')
  expect(await backups().clean()).toEqual({ state: 'made' })
  expect(questionsIn(backup)).toEqual(['the tide follows the moon'])
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(1)
})

it('leaves in the backups what the history still has, whatever was noted', async () => {
  const kept = await put('the tide follows the moon')
  await keptAnotherDay()
  // As a kill leaves it between the note and the removal; the person then takes it out of the trash again.
  const note = join(folder, 'backups', 'history-removed-0.json')
  writeFileSync(note, JSON.stringify([kept]))
  cleanBackups(file)
  expect(existsSync(note)).toBe(true)
  utimesSync(note, new Date(0), new Date(0))
  cleanBackups(file)
  expect(existsSync(note)).toBe(false)
  expect(questionsIn(backupsOf(file)[0]?.file ?? '')).toEqual(['the tide follows the moon'])
})

it('lets a damaged backup be, cleans the others, and reads a note that is cut off as none', async () => {
  const secret = await put('xylophonesecret')
  await put('the tide follows the moon')
  await keptAnotherDay()
  await keptAnotherDay()
  const [newest, oldest] = backupsOf(file)
  writeFileSync(newest?.file ?? '', 'no database, xylophonesecret')
  await purge(secret)
  const cutOff = join(folder, 'backups', 'history-removed-1.json')
  writeFileSync(cutOff, '["cut o')
  expect(await backups().clean()).toEqual({ state: 'made' })
  expect(questionsIn(oldest?.file ?? '')).toEqual(['the tide follows the moon'])
  expect(readFileSync(newest?.file ?? '', 'utf8')).toContain('no database')
  expect(notes()).toEqual(['history-removed-1.json'])
  utimesSync(cutOff, new Date(0), new Date(0))
  cleanBackups(file)
  expect(notes()).toEqual([])
})

it('tries again when the history itself cannot be read just now', async () => {
  const secret = await put('xylophonesecret')
  await keptAnotherDay()
  await purge(secret)
  await opened.history.close()
  const bytes = readFileSync(file)
  writeFileSync(file, 'no database')
  expect(await backups().clean()).toMatchObject({ state: 'failed', fault: { kind: 'database_damaged' } })
  expect(notes()).toHaveLength(1)
  writeFileSync(file, bytes)
  expect(await backups().clean()).toEqual({ state: 'made' })
  expect(held(['ylophonesecret'])).toEqual([[]])
})

it('takes out what has been in the trash for as long as it keeps things', async () => {
  const secret = await put('xylophonesecret')
  await keptAnotherDay()
  await opened.history.deleteMany([secret])
  await opened.history.close()
  const database = openWritable(file)
  database.script('update conversation set deleted_at_ms = 2')
  database.close()
  opened = await openHistory({ folder, threads })
  await opened.history.recover()
  expect(await backups().clean()).toEqual({ state: 'made' })
  expect(held(['ylophonesecret'])).toEqual([[]])
})

it('is begun by a removal, a minute after the last', async () => {
  const cleaned: number[] = []
  const soon = opened.backups
  if (!soon) throw new Error('there are no backups')
  soon.cleanSoon = () => cleaned.push(1)
  await purge(await put('xylophonesecret'))
  expect(cleaned).toEqual([1])
  // What failed may have removed something before.
  const late = await put('xylophonesecret')
  await opened.history.close()
  await expect(purge(late)).rejects.toThrow()
  await expect(opened.history.purge([late])).rejects.toThrow()
  expect(cleaned).toEqual([1, 1])
})

it('takes the words out of a backup whose index of the search is damaged', async () => {
  await put('the tide follows the moon')
  const secret = await put('xylophonesecret')
  await keptAnotherDay()
  const [{ file: backup } = { file: '' }] = backupsOf(file)
  const database = openWritable(backup)
  indexAll(database)
  database.script('pragma journal_mode = delete')
  database.close()
  spoilIndex(backup, 'missing')
  await purge(secret)
  expect(await backups().clean()).toEqual({ state: 'made' })
  expect(held(['ylophonesecret', 'tide follows'])).toEqual([['tide follows']])
  expect(questionsIn(backup)).toEqual(['the tide follows the moon'])
  const readable = openReadable(backup)
  expect(examined(readable)).toEqual({ damage: null, isIndexSound: true })
  readable.close()
})

it('can be given up at every step, leaves the backup whole, and is done the next time', async () => {
  await put('the tide follows the moon')
  const secrets: ConversationId[] = []
  for (let many = 0; many < 25; many++) secrets.push(await put('xylophonesecret'))
  await keptAnotherDay()
  await opened.history.deleteMany(secrets)
  await opened.history.purge(secrets)
  const before = held(['ylophonesecret'])
  const givenUpAfter = (steps: number): boolean => {
    let left = steps
    const mustGoOn = (): void => {
      if (left-- === 0) throw new Error('given up')
    }
    try {
      cleanBackups(file, { mustGoOn })
      return false
    } catch (error) {
      expect(error).toEqual(new Error('given up'))
      return true
    }
  }
  let steps = 0
  while (givenUpAfter(steps)) {
    steps += 1
    expect(held(['ylophonesecret'])).toEqual(before)
    expect(notes().length).toBeGreaterThan(0)
    expect(readdirSync(join(folder, 'backups')).filter((name) => name.includes('part'))).toEqual([])
  }
  // The file, its schema, three groups of what is removed, each step of the wipe, the check.
  expect(steps).toBeGreaterThan(9)
  expect(questionsIn(backupsOf(file)[0]?.file ?? '')).toEqual(['the tide follows the moon'])
  expect(held(['ylophonesecret'])).toEqual([[]])
})

it('is given up with the app by the thread itself, which nobody ends in the middle of a call', async () => {
  const terminate = vi.spyOn(Worker.prototype, 'terminate')
  const secret = await put('xylophonesecret')
  await keptAnotherDay()
  await purge(secret)
  const closing = backups()
  const cleaning = closing.clean()
  const keeping = closing.keep()
  // The thread is there now, and has run nothing yet.
  await new Promise((resolve) => setImmediate(resolve))
  await closing.close()
  expect(await cleaning).toEqual({ state: 'failed', fault: { kind: 'internal', message: 'the backup was given up' } })
  expect((await keeping).state).toBe('failed')
  expect(terminate).not.toHaveBeenCalled()
  terminate.mockRestore()
  expect(notes()).toHaveLength(1)
  expect(held(['ylophonesecret'])).toEqual([['ylophonesecret']])
})

it('is given up with the app, and leaves the backup whole', async () => {
  await put('the tide follows the moon')
  const secret = await put('xylophonesecret')
  await keptAnotherDay()
  await purge(secret)
  const closing = backups()
  let ended = false
  const cleaning = closing.clean().finally(() => (ended = true))
  const keeping = closing.keep()
  const isAtWork = (): boolean => readdirSync(join(folder, 'backups')).some((name) => name.endsWith('.part'))
  while (!ended && !isAtWork()) await new Promise((resolve) => setImmediate(resolve))
  await closing.close()
  expect(['failed', 'made']).toContain((await cleaning).state)
  expect((await keeping).state).toBe('failed')
  expect(questionsIn(backupsOf(file)[0]?.file ?? '')).toContain('the tide follows the moon')
})
