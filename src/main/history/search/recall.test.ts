import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seededRandom } from '../../../../tests/soak/seeded-random'
import { scratchDatabase } from '../scratch-database'
import { isFound, type SearchedMessage } from './match-message'
import { parseQuery } from './parse-query'
import { foundIds, indexAll, putTexts } from './sample-search'
import { isEmptyQuery } from './search-query'
import { SearchReader } from './search-reader'

const WORDS = [
  'c', 'c++', 'C#', 'foo', 'foo_bar', 'foobar', '.env', 'process.env', 'a->b', 'a', 'b', '->', '=>', 'i++', 'x+y', 'c+',
  '模型', '模', '型', 'GPT模型', 'GPT 模型', '潮汐', '潮，汐', 'ＧＰＴ', 'École', 'ecole', 'E\u0301cole', '🌊', '❤️',
  '한국어', 'かな', 'カー',
  '𝒂', '𠀀𠀁', 'ไทย', 'naïve', 'STRASSE', 'straße', 'ﬁn', 'İ', 'Σίσυφος', '3.14', 'v1.2.3', '#tag', '--flag', '-1', 'don’t',
  "don't", '**bold**',
  '```', 'foo,bar', 'foo bar', 'foo\nbar', 'e\u0308', '\u00ad', '\u200b', '_', '__init__', '%', '&&', '½', '①', 'नमस्ते', '¦code', '⁺', '＃', '♯'
]
const SEPARATORS = ['', ' ', '\n', ', ', '。', '，', '-']

const database = scratchDatabase()
const reader = new SearchReader(database.readable)
const messages = new Map<string, SearchedMessage>()

beforeAll(() => {
  const random = seededRandom(7)
  const pick = <T>(list: readonly T[]): T => list[random.between(0, list.length - 1)] as T
  const text = (): string =>
    Array.from({ length: random.between(1, 6) }, () => pick(WORDS) + pick(SEPARATORS)).join('')
  const pairs = (): [string, string][] => Array.from({ length: 8 }, () => [text(), text()])
  for (let nth = 0; nth < 40; nth++) putTexts(database.writer, pairs())
  indexAll(database.writable)
  const rows = database.readable.all<SearchedMessage & { id: string }>(
    `select m.id, m.role, m.text, a.model, 0 as callsTools, m.created_at_ms as createdAtMs
     from message m left join answer a on a.message_id = m.id order by m.created_at_ms desc, m.row desc`
  )
  for (const row of rows) messages.set(row.id, { ...row, hasImages: 0 })
})
afterAll(() => database.remove())

const word = fc.constantFrom(...WORDS)
const cut = fc
  .tuple(word, fc.nat(3), fc.nat(4))
  .map(([one, from, length]) => one.slice(from % one.length, (from % one.length) + length + 1))
const part = fc.oneof(
  word,
  cut,
  fc.tuple(word, word).map(([a, b]) => `${a}${b}`),
  fc.tuple(word, word).map(([a, b]) => `"${a} ${b}"`),
  word.map((one) => `-${one}`),
  word.map((one) => `${one}*`),
  fc.constantFrom('from:me', 'from:model', 'has:code', '-has:code', 'model:sma', 'model:x', 'before:2023'),
  fc.constantFrom('after:2023-02-31', '"', '“', 'in:', ':', '-from:me')
)
const query = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '))

it('finds exactly what a plain scan finds', () => {
  let found = 0
  fc.assert(
    fc.property(fc.oneof(query, fc.string({ unit: 'binary', maxLength: 12 })), (typed) => {
      const parsed = parseQuery(typed)
      const all = isEmptyQuery(parsed) ? [] : [...messages]
      const scanned = all.filter(([, one]) => isFound(parsed, one)).map(([id]) => id)
      const reply = reader.search({ query: typed, order: 'newest', limit: 10_000, cursor: null })
      found += scanned.length
      expect(new Set(foundIds(reply)), JSON.stringify(typed)).toEqual(new Set(scanned))
      expect(foundIds(reply).length).toBe(scanned.length)
    }),
    { numRuns: 1_000, seed: 11 }
  )
  expect(found).toBeGreaterThan(2_500)
})
