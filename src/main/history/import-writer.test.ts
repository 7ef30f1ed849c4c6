import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MessageId } from '../../shared/domain/ids'
import type { ImportPart } from './import-part'
import { ImportWriter } from './import-writer'
import { conversationOf, questionOf } from './sample-turns'
import { scratchDatabase, type ScratchDatabase } from './scratch-database'

let scratch: ScratchDatabase

beforeEach(() => {
  scratch = scratchDatabase()
})
afterEach(() => scratch.remove())

/** A conversation of one question, and of one more that hangs on nothing where it is to be refused. */
function partOf(title: string, refused = false): ImportPart {
  const made = conversationOf({ title })
  const question = questionOf(made.id, null)
  const lost = questionOf(made.id, 'nowhere' as MessageId)
  const conversation = { ...made, headId: question.id, deletedAtMs: null, draft: null }
  return { conversation, messages: refused ? [question, lost] : [question], first: true, last: true }
}

const never = (): boolean => false
const titles = (): readonly string[] => scratch.reader.list(10, 0).map(({ title }) => title)
const rows = (table: string): unknown => scratch.readable.get(`select count(*) as count from ${table}`)

/** The database, with its commits and savepoints counted. */
function counted(): { database: typeof scratch.writable; counts: { commits: number; savepoints: number } } {
  const counts = { commits: 0, savepoints: 0 }
  const transaction = <T>(outlives: 'process' | 'power', write: () => T): T => {
    const written = scratch.writable.transaction(outlives, write)
    counts.commits++
    return written
  }
  const attempt = <T>(write: () => T): T => {
    counts.savepoints++
    return scratch.writable.attempt(write)
  }
  const values = { transaction: { value: transaction }, attempt: { value: attempt } }
  return { database: Object.create(scratch.writable, values) as typeof scratch.writable, counts }
}

it('writes what is sound without a savepoint', () => {
  const { database, counts } = counted()
  expect(new ImportWriter(database).putSome([partOf('First'), partOf('Last')], never).every(({ ok }) => ok)).toBe(true)
  expect(counts).toEqual({ commits: 1, savepoints: 0 })
})

it('writes each of several parts in whole or not at all, in one commit', () => {
  const { database, counts } = counted()
  const replies = new ImportWriter(database).putSome([partOf('First'), partOf('Spoilt', true), partOf('Last')], never)
  expect(replies).toMatchObject([
    { ok: true, value: { isNew: true, added: 1 } },
    { ok: false, fault: { kind: 'gone' } },
    { ok: true, value: { isNew: true, added: 1 } }
  ])
  expect([...titles()].sort()).toEqual(['First', 'Last'])
  expect(rows('conversation')).toEqual({ count: 2 })
  expect(rows('message')).toEqual({ count: 2 })
  expect(counts.commits).toBe(1)
})

it('ends a commit where something else is asked, and says how far it has come', () => {
  const { database, counts } = counted()
  const parts = [partOf('First'), partOf('Spoilt', true), partOf('Last')]
  const writer = new ImportWriter(database)
  expect(writer.putSome(parts, () => true)).toMatchObject([{ ok: true }])
  expect(titles()).toEqual(['First'])
  expect(writer.putSome(parts.slice(1), () => true)).toMatchObject([{ ok: false, fault: { kind: 'gone' } }])
  expect(writer.putSome(parts.slice(2), () => true)).toMatchObject([{ ok: true }])
  expect([...titles()].sort()).toEqual(['First', 'Last'])
  expect(counts.commits).toBe(3)
})

it('says of each what a full disk has refused, and nothing of that is there', () => {
  scratch.writable.script('pragma max_page_count = 1')
  const large = partOf('Large')
  const messages = large.messages.map((message) => ({ ...message, text: 'a'.repeat(4_000_000) }))
  const replies = new ImportWriter(scratch.writable).putSome([{ ...large, messages }], never)
  expect(replies).toMatchObject([{ ok: false, fault: { kind: 'disk_full' } }])
  expect(rows('message')).toEqual({ count: 0 })
})
