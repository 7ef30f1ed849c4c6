import { afterEach, beforeEach, expect, it } from 'vitest'
import { scratchDatabase, type ScratchDatabase } from '../scratch-database'
import { IndexWords } from './index-words'
import { foundIds, indexAll, putTexts } from './sample-search'
import { SearchReader } from './search-reader'

let stored: ScratchDatabase
beforeEach(() => {
  stored = scratchDatabase()
})
afterEach(() => stored.remove())

const words = (token: string): readonly string[] | null => new IndexWords(stored.readable).beginningWith(token)
const found = (query: string): number =>
  foundIds(new SearchReader(stored.readable).search({ query, order: 'newest', limit: 100, cursor: null })).length

it('knows the words that begin so, of every script, and those that came since', () => {
  putTexts(stored.writer, [['tide tide_2 TIDES tidé9', 'tid 𝒯ide tie tide𐐀 tide＿ tide++ ti'], ['tide again', 'tides']])
  indexAll(stored.writable)
  expect(words('tide')).toEqual(['tide', 'tide9', 'tide_', 'tide_2', 'tides', 'tide⁺', 'tide𐐨'])
  expect(words('tidy')).toEqual([])
  putTexts(stored.writer, [['tidy', 'tidier']])
  indexAll(stored.writable)
  expect(words('tidy')).toEqual(['tidy'])
  expect([found('tidie*'), found('tides*'), found('"a tide*"'), found('tidel*')]).toEqual([1, 2, 0, 0])
})

it('says when there are too many of them, and those are found as well', () => {
  const many = (count: number): string => Array.from({ length: count }, (_, nth) => `many${String(nth)}`).join(' ')
  putTexts(stored.writer, [[many(32), 'and']])
  indexAll(stored.writable)
  expect(words('many')).toHaveLength(32)
  putTexts(stored.writer, [['many32', 'and']])
  indexAll(stored.writable)
  expect(words('many')).toBe(null)
  expect(found('many*')).toBe(2)
})
