import { afterEach, beforeEach, expect, it } from 'vitest'
import { answerOf, conversationOf, endedWith, firstTurn, questionOf, saying } from '../sample-turns'
import { scratchDatabase, type ScratchDatabase } from '../scratch-database'
import { soundness } from '../soundness'
import { IndexUpkeep } from './index-upkeep'
import { foundIds, indexAll, putTexts } from './sample-search'
import { SearchReader } from './search-reader'

const DAY_MS = 24 * 3_600_000
let nowMs = 1_700_000_000_000
let stored: ScratchDatabase
let upkeep: IndexUpkeep

beforeEach(() => {
  stored = scratchDatabase(() => nowMs)
  upkeep = new IndexUpkeep(stored.writable)
})
afterEach(() => stored.remove())

const found = (query: string): readonly string[] =>
  foundIds(new SearchReader(stored.readable).search({ query, order: 'newest', limit: 50, cursor: null }))

function settle(): void {
  while (upkeep.step());
}

/** The whole background check, and the work it finds. */
function compare(): void {
  while (upkeep.check());
  settle()
}

it('has an answer once its run is over, and again when it has gone on', () => {
  const { question, answer, turn } = firstTurn('Why tides?')
  stored.writer.begin(turn)
  settle()
  expect(found('tides ')).toEqual([question.id])
  stored.writer.append([{ runId: answer.runId, frames: saying(answer.runId, 0, 'The moon') }])
  settle()
  expect(found('moon ')).toEqual([])
  stored.writer.end(answer.runId, endedWith('The moon'))
  settle()
  expect(found('moon ')).toEqual([answer.id])
  const again = answerOf(question).runId
  stored.writer.reopen(answer.id, again)
  settle()
  stored.writer.end(again, endedWith('The sun'))
  settle()
  expect(found('moon ')).toEqual([])
  expect(found('sun ')).toEqual([answer.id])
})

it('finds titles as they are now', () => {
  const id = putTexts(stored.writer, [['x', 'y']], 'Tides and moons')
  settle()
  const titles = (query: string): unknown =>
    new SearchReader(stored.readable).search({ query, order: 'newest', limit: 50, cursor: null }).groups
  expect(titles('moon')).toEqual([{ conversationId: id, title: { text: 'Tides and moons', marks: [[10, 14]] }, hits: [] }])
  stored.writer.change(id, { title: 'Rivers' })
  settle()
  expect(titles('moon')).toEqual([])
  expect(titles('river')).toHaveLength(1)
})

it('leaves one part of the index for all the titles of a step', () => {
  for (let nth = 0; nth < 10; nth++) putTexts(stored.writer, [['x', 'y']], `Title ${String(nth)}`)
  settle()
  expect(stored.readable.all('select distinct segid from title_index_idx')).toHaveLength(1)
})

it('leaves one part of the index for the texts of a step, although the newest conversation came first', () => {
  for (let nth = 0; nth < 60; nth++) {
    const createdAtMs = (1_000 - nth) * DAY_MS
    const conversation = conversationOf({ createdAtMs })
    const question = { ...questionOf(conversation.id, null, `tide ${String(nth)}`), createdAtMs }
    stored.writer.begin({ conversation, messages: [question] })
  }
  expect(new IndexUpkeep(stored.writable, () => false, () => 0).step()).toBe(false)
  expect(found('tide ')).toHaveLength(50)
  expect(stored.readable.all('select distinct segid from message_index_idx')).toHaveLength(1)
})

it('finds nothing of a deleted conversation, and keeps no word of one that is gone for good', () => {
  const id = putTexts(stored.writer, [['a secret word', 'another']])
  settle()
  expect(found('secret ')).toHaveLength(1)
  stored.writer.delete(id)
  expect(found('secret ')).toEqual([])
  stored.writer.restore(id)
  expect(found('secret ')).toHaveLength(1)
  stored.writer.delete(id)
  nowMs += 31 * DAY_MS
  stored.writer.recover()
  const count = (table: string): unknown => stored.writable.get(`select count(*) as count from ${table}`)
  for (const table of ['search_doc', 'search_title', 'message_index_docsize', 'title_index_docsize']) {
    expect(count(table), table).toEqual({ count: 0 })
  }
})

it('leaves room: one step ends when its time is up, and the next goes on', () => {
  putTexts(stored.writer, Array.from({ length: 300 }, (_, nth) => [`question ${nth}`, `answer ${nth}`]))
  let clockMs = 0
  const slow = new IndexUpkeep(stored.writable, () => false, () => clockMs++)
  let steps = 1
  while (slow.step()) steps++
  expect(steps).toBeGreaterThan(10)
  expect(found('question ')).toHaveLength(50)
})

it('ends a step where something is asked', () => {
  putTexts(stored.writer, Array.from({ length: 50 }, (_, nth) => [`question ${nth}`, `answer ${nth}`]))
  let asked = 0
  const polite = new IndexUpkeep(stored.writable, () => ++asked > 10, () => 0)
  expect(polite.step()).toBe(true)
  const indexed = stored.readable.get<{ n: number }>('select count(*) as n from search_doc')?.n ?? 0
  expect(indexed).toBeGreaterThan(0)
  expect(indexed).toBeLessThan(12)
})

it('sees by itself where index and texts disagree, and mends it', () => {
  putTexts(stored.writer, [['tides', 'moons'], ['rivers', 'seas']], 'Waters')
  settle()
  // As nothing in the app does it: past the triggers, or in the index alone.
  stored.writable.script(`
    drop trigger search_text_changed;
    update message set text = 'tidings' where text = 'tides';
    delete from message_index where rowid = (select doc from search_doc where message_row = 2);
    delete from search_doc where message_row = 3;
    delete from title_index;
    insert into message_index (rowid, text, marks) values (77, 'stray', '');`)
  compare()
  expect(found('tides ')).toEqual([])
  for (const word of ['tidings ', 'moons ', 'rivers ', 'seas ']) expect(found(word), word).toHaveLength(1)
  expect(stored.writable.all(`select rowid from message_index where message_index match 'stray'`)).toEqual([])
  expect(stored.writable.all(`select rowid from title_index where title_index match 'waters'`)).toHaveLength(1)
  compare()
})

it('begins anew where the index is damaged, which is no damage of the history', () => {
  putTexts(stored.writer, [['tides', 'moons']])
  settle()
  stored.writable.script(`delete from message_index where rowid > 0`)
  upkeep.rebuild()
  expect(stored.readable.get('select count(*) as count from search_pending')).toEqual({ count: 2 })
  settle()
  expect(found('tides ')).toHaveLength(1)
  expect(soundness(stored.writable)).toBe(null)
})

it('keeps the newest first, whenever they are put in and however many have the same moment', () => {
  const at = (createdAtMs: number, count: number): void => {
    const conversation = conversationOf({ createdAtMs })
    const messages = Array.from({ length: count }, (_, nth) => ({
      ...questionOf(conversation.id, null, `same word ${createdAtMs} ${nth}`),
      createdAtMs
    }))
    stored.writer.begin({ conversation, messages })
    indexAll(stored.writable)
  }
  at(2_000_000, 100)
  at(1_000_000, 100)
  at(3_000_000, 1)
  at(2_000_000, 3)
  at(0, 1)
  const dense = putTexts(stored.writer, Array.from({ length: 300 }, (_, nth) => [`q ${nth}`, `a ${nth}`]))
  settle()
  expect(stored.readable.all(`select 1 from message where conversation_id = ?`, dense)).toHaveLength(600)
  const rows = stored.readable.all<{ at: number }>(
    'select m.created_at_ms as at from search_doc d join message m on m.row = d.message_row order by d.doc'
  )
  const times = rows.map((row) => row.at)
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(times).toHaveLength(805)
})

it('merges what many commits have left, pair by pair, and finds the same', () => {
  const parts = (): number =>
    stored.readable.get<{ n: number }>('select count(distinct segid) as n from message_index_idx')?.n ?? 0
  const put = (count: number, words: number): void => {
    for (let nth = 0; nth < count; nth++) {
      const text = Array.from({ length: words }, (_, at) => `word${String(nth)}x${String(at)}`).join(' ')
      putTexts(stored.writer, [[`tide ${String(nth)}`, text]])
      settle()
    }
  }
  put(40, 200)
  expect(parts()).toBeGreaterThan(6)
  while (upkeep.merge());
  expect(parts()).toBe(1)
  put(2, 1)
  expect(parts()).toBe(3)
  const before = found('tide ')
  const { answer, turn } = firstTurn('And now?')
  stored.writer.begin(turn)
  expect(upkeep.merge()).toBe(false)
  stored.writer.end(answer.runId, endedWith('done'))
  expect(upkeep.merge()).toBe(true)
  while (upkeep.merge());
  expect(parts()).toBe(2)
  expect(found('tide ')).toEqual(before)
  expect(soundness(stored.writable)).toBe(null)
})
