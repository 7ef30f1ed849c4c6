import { describe, expect, it } from 'vitest'
import type { ListedConversation } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'
import { RowSlots, type SlotRow } from './row-slots'

const conversations = Array.from({ length: 500 }, (_, number): ListedConversation => ({
  id: `c${String(number)}` as ConversationId,
  title: `Title ${String(number)}`,
  createdAtMs: 0,
  updatedAtMs: 0,
  folderId: null,
  pinnedAtMs: null,
  archivedAtMs: null,
  deletedAtMs: null,
  interrupted: false
}))
const places = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => from + at)
const stored = (index: number): ListedConversation | undefined => conversations[index]
const unread = (): undefined => undefined
const slots = (rows: readonly SlotRow[]): number[] => rows.map(({ slot }) => slot)
const slotsByName = (rows: readonly SlotRow[]) => new Map(rows.map(({ name, slot }) => [name, slot]))

describe('what rows are drawn with', () => {
  it('is what it was drawn with before, however far is scrolled: rows that go hand theirs to those that come', () => {
    const drawn = new RowSlots()
    const first = new Set(slots(drawn.rowsAt(places(0, 40), stored)))
    for (let from = 1; from < 400; from += 7) {
      const before = slotsByName(drawn.rowsAt(places(from, 40), stored))
      const rows = drawn.rowsAt(places(from + 3, 40), stored)
      expect(new Set(slots(rows))).toEqual(first)
      for (const { name, slot } of rows) if (before.has(name)) expect(slot).toBe(before.get(name))
      expect(rows.map(({ conversation }) => conversation?.id)).toEqual(places(from + 3, 40).map((at) => `c${String(at)}`))
    }
  })

  it('gives the very same row where nothing about it has changed', () => {
    const drawn = new RowSlots()
    const before = drawn.rowsAt(places(0, 20), stored)
    const after = drawn.rowsAt(places(4, 20), stored)
    expect(after.slice(0, 16).every((row, at) => row === before[at + 4])).toBe(true)
  })

  it('stays when a page comes that was not there, and follows a conversation that moves', () => {
    const drawn = new RowSlots()
    const coming = drawn.rowsAt(places(100, 20), unread)
    const there = drawn.rowsAt(places(100, 20), stored)
    expect(slots(there)).toEqual(slots(coming))
    const moved = drawn.rowsAt(places(100, 20), (index) => stored(index - 1))
    expect(slots(moved).slice(1)).toEqual(slots(there).slice(0, 19))
  })

  it('is nobody else\'s where a conversation moved between the reading of two pages and stands in both', () => {
    const rows = new RowSlots().rowsAt(places(90, 20), (index) => stored(index < 100 ? index : index - 1))
    expect(rows.filter(({ conversation }) => conversation?.id === 'c99').map(({ index }) => index)).toEqual([99, 100])
    expect(new Set(slots(rows)).size).toBe(20)
    expect(rows[9]?.name).toBe('c99')
  })
})
