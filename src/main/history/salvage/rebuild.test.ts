import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../../../shared/domain/conversation'
import { emptyContent } from '../../../shared/answer-content'
import type { MessageId, RunId } from '../../../shared/domain/ids'
import type { Message } from '../../../shared/domain/message'
import { openReadable, openWritable } from '../database'
import { HistoryReader } from '../history-reader'
import { HistoryWriter } from '../history-writer'
import { migrate } from '../migrate'
import { endedWith, pictureOf, saying } from '../sample-turns'
import { scratchFolder } from '../scratch-database'
import { TranslationReader } from '../translation-reader'
import type { StoredSheet } from '../translation-store'
import { TranslationWriter } from '../translation-writer'
import { rebuild, type Rebuilt } from './rebuild'
import { ROW_SHAPES } from './row-shapes'
import { fillHistory, readAll, type SampleHistory } from './sample-history'

const CONVERSATIONS = 60

let source: string
let sample: SampleHistory
let whole: ReadonlyMap<MessageId, Message>

/** A history as a killed process leaves it: `history.db` behind, and `history.db-wal` with the newest of it. */
beforeAll(() => {
  source = scratchFolder()
  const live = join(source, 'live.db')
  const database = openWritable(live)
  migrate(database)
  const writer = new HistoryWriter(database)
  const older = fillHistory(writer, CONVERSATIONS - 10)
  database.script('pragma wal_checkpoint(truncate); pragma wal_autocheckpoint = 0')
  copyFileSync(live, join(source, 'older.db'))
  const newer = fillHistory(writer, 10)
  writer.putDraft({ conversationId: null, text: 'Not sent yet' })
  fillTranslations(new TranslationWriter(database))
  copyFileSync(live, join(source, 'history.db'))
  copyFileSync(`${live}-wal`, join(source, 'history.db-wal'))
  whole = readAll(database)
  database.close()
  sample = {
    conversations: [...older.conversations, ...newer.conversations],
    messages: [...older.messages, ...newer.messages]
  }
})
afterAll(() => rmSync(source, { recursive: true }))

const PICTURE_IDS = [0, 1, 10].map((number) => pictureOf(number).id)
const PICTURES = [0, 1, 10].map((number) => pictureOf(number).bytes)

const SHEET: StoredSheet = {
  source: 'One.\n\nTwo.',
  from: '',
  to: 'zh-CN',
  recent: ['zh-CN'],
  model: null,
  partKeys: ['done', 'live']
}

/** A sheet of two parts: one that is made, and one that a kill has broken off. */
function fillTranslations(writer: TranslationWriter): void {
  const [done, live] = ['run-done' as RunId, 'run-live' as RunId]
  writer.putSheet(SHEET)
  writer.putPart({ key: 'done', runId: done, content: emptyContent() })
  writer.putPart({ key: 'live', runId: live, content: emptyContent() })
  writer.endPart(done, endedWith('一。'))
  writer.append([{ runId: live, frames: saying(live, 0, '二') }])
}

let folder: string
beforeEach(() => {
  folder = scratchFolder()
  for (const name of ['history.db', 'history.db-wal']) copyFileSync(join(source, name), join(folder, name))
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = (name: string): string => join(folder, name)

interface Outcome extends Rebuilt {
  readonly found: ReadonlyMap<MessageId, Message>
  readonly drafts: readonly Draft[]
  readonly images: readonly Uint8Array[]
  readonly sheet: StoredSheet | null
  readonly parts: readonly (readonly [key: string, text: string])[]
}

function rebuilt(backups: readonly string[] = [], limitMs = 60_000, nowMs?: () => number): Outcome {
  const into = path('new.db')
  const options = { damaged: path('history.db'), into, backups, removed: [], limitMs }
  const result = rebuild(nowMs ? { ...options, nowMs } : options)
  const readable = openReadable(into)
  try {
    expect(readable.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
    const translations = new TranslationReader(readable)
    const parts = translations.parts(SHEET.partKeys).map(({ key, content }) => [key, content.text] as const)
    const drafts = new HistoryReader(readable).drafts()
    const images = new HistoryReader(readable).images(PICTURE_IDS).map(({ bytes }) => Buffer.from(bytes))
    return { ...result, found: readAll(readable), drafts, images, sheet: translations.sheet(), parts }
  } finally {
    readable.close()
  }
}

/** A fixed sequence of numbers below `end`, the same on every run. */
function numbers(seed: number): (end: number) => number {
  let state = seed
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * end)
  }
}

function change(name: string, edit: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path(name))
  edit(bytes)
  writeFileSync(path(name), bytes)
}

/** Those that came back exactly as they were, siblings apart: a lost sibling is no fault of the others. */
function unchanged(found: Outcome['found']): number {
  const same = (one: Message | undefined, other: Message): boolean =>
    JSON.stringify({ ...one, siblings: [] }) === JSON.stringify({ ...other, siblings: [] })
  return [...whole].filter(([id, message]) => same(found.get(id), message)).length
}

describe('rebuild', () => {
  it('brings everything back from a file that is sound, its log and its journal with it', () => {
    const result = rebuilt()
    const { length } = sample.messages
    const all = { conversations: CONVERSATIONS, messages: length }
    expect(result).toMatchObject({ ...all, lost: 0, backup: null, finished: true })
    expect(result.found).toEqual(whole)
    expect(result.images).toEqual(PICTURES)
    expect(result.drafts).toEqual([{ conversationId: null, text: 'Not sent yet' }])
    expect(result.sheet).toEqual(SHEET)
    expect([...result.parts].sort()).toEqual([['done', '一。'], ['live', '二']])
  })

  it('changes nothing of what it reads', () => {
    rebuilt()
    for (const name of ['history.db', 'history.db-wal']) {
      expect(readFileSync(path(name)).equals(readFileSync(join(source, name)))).toBe(true)
    }
  })

  it('needs neither the header nor the schema', () => {
    rmSync(path('history.db-wal'))
    change('history.db', (bytes) => bytes.fill(0xff, 0, 8_192))
    const { found } = rebuilt()
    expect(unchanged(found)).toBeGreaterThan((CONVERSATIONS - 10) * 8 * 0.97)
  })

  it.each([0, 1, 99, 4_096, 10_000, 0.25, 0.5, 0.75, 0.99])('takes what lies before a cut at %s', (cut) => {
    rmSync(path('history.db-wal'))
    const { length } = readFileSync(path('history.db'))
    const bytes = cut < 1 ? Math.floor(length * cut) : cut
    truncateSync(path('history.db'), bytes)
    const { found, messages } = rebuilt()
    expect(messages).toBe(found.size)
    // Half of the file's bytes are half of its pages, and about half of its rows.
    expect(unchanged(found)).toBeGreaterThanOrEqual(Math.floor((bytes / length) * (CONVERSATIONS - 10) * 8 * 0.6) - 40)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('loses little where twenty pages are full of wrong bits, sequence %s', (seed) => {
    const below = numbers(seed)
    change('history.db', (bytes) => {
      for (let page = 0; page < 20; page++) {
        const start = below(bytes.length / 4_096) * 4_096
        for (let bit = 0; bit < 200; bit++) {
          const at = start + below(4_096)
          bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8))
        }
      }
    })
    const { found, lost } = rebuilt()
    expect(unchanged(found)).toBeGreaterThan(sample.messages.length * 0.8)
    expect(found.size + lost).toBeGreaterThanOrEqual(sample.messages.length * 0.95)
  })

  it.each([1, 2, 3, 4])('reads on behind a wrong bit in the log, sequence %s', (seed) => {
    const below = numbers(seed)
    change('history.db-wal', (bytes) => {
      const at = 32 + below(bytes.length - 32)
      bytes[at] = (bytes[at] ?? 0) ^ 1
    })
    const { found } = rebuilt()
    expect(unchanged(found)).toBeGreaterThan(sample.messages.length - 30)
  })

  it('looks behind a log that belongs to another file', () => {
    const other = openWritable(path('other.db'))
    migrate(other)
    fillHistory(new HistoryWriter(other), 5)
    copyFileSync(path('other.db-wal'), path('history.db-wal'))
    other.close()
    const { found } = rebuilt()
    expect(unchanged(found)).toBeGreaterThanOrEqual((CONVERSATIONS - 10) * 8 * 0.99)
  })

  it('takes what is missing from the newest backup that can be read', () => {
    copyFileSync(join(source, 'older.db'), path('older.db'))
    writeFileSync(path('worthless.db'), 'no database')
    truncateSync(path('history.db'), 8_192)
    const { found, backup } = rebuilt([path('worthless.db'), path('older.db')])
    expect(backup).toBe(path('older.db'))
    expect(unchanged(found)).toBe(sample.messages.length)
  })

  it('finds nothing in what is no database, and says so', () => {
    rmSync(path('history.db-wal'))
    writeFileSync(path('history.db'), 'this is no database. '.repeat(5_000))
    expect(rebuilt()).toMatchObject({ conversations: 0, messages: 0, lost: 0, backup: null })
  })

  it('does not bring back what was deleted for good', () => {
    const database = openWritable(path('history.db'))
    const gone = sample.conversations.slice(0, 20)
    for (const id of gone) database.script(`delete from conversation where id = '${id}'`)
    database.close()
    change('history.db', (bytes) => bytes.fill(0xff, bytes.length - 8_192))
    const { conversations } = rebuilt()
    expect(conversations).toBeLessThanOrEqual(CONVERSATIONS - gone.length)
    expect(conversations).toBeGreaterThan(CONVERSATIONS - gone.length - 5)
  })

  it('ends when its time is up, with what it has', () => {
    let nowMs = 0
    const { finished, found } = rebuilt([], 30, () => nowMs++)
    expect(finished).toBe(false)
    expect(found.size).toBeLessThan(whole.size)
  })

  it('knows the rows of every table there is', () => {
    const database = openWritable(path('empty.db'))
    migrate(database)
    // What belongs to the index follows from the texts.
    const derived = `name like 'search_%' or name like '%\\_index%' escape '\\'`
    const tables = database.reported(`select report(name) from sqlite_schema where type = 'table' and not (${derived})`)
    database.close()
    expect([...tables, 'known'].sort()).toEqual(ROW_SHAPES.map(({ table }) => table).sort())
  })
})
