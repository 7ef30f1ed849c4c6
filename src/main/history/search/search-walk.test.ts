import { afterEach, beforeEach, expect, it } from 'vitest'
import { scratchDatabase, type ScratchDatabase } from '../scratch-database'
import { foundIds, indexAll, putTexts } from './sample-search'
import { SearchReader } from './search-reader'

const PAIRS = 500

let stored: ScratchDatabase
beforeEach(() => {
  stored = scratchDatabase()
})
afterEach(() => stored.remove())

/** Where the index takes over, none is left out and none found twice: every 28th is where that happens. */
it.each([1, 2, 7, 20, 28, 90])('finds every beginning once, the newest first, where each %s. question has one', (each) => {
  const text = (nth: number): string => (nth % each === 0 ? `tidal${String(nth)}` : `other ${String(nth)}`)
  putTexts(stored.writer, Array.from({ length: PAIRS }, (_, nth) => [text(nth), nth < 100 ? `tide${String(nth)}` : 'an answer']))
  indexAll(stored.writable)
  const wanted = stored.readable.all<{ id: string }>(
    `select m.id from message m join search_doc d on d.message_row = m.row where text like 'tid%' order by d.doc desc`
  )
  const reader = new SearchReader(stored.readable)
  const reply = reader.search({ query: 'tid*', order: 'newest', limit: 2 * PAIRS, cursor: null })
  expect(foundIds(reply)).toEqual(wanted.map(({ id }) => id))
})
