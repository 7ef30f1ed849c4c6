import { afterEach, beforeEach, expect, it } from 'vitest'
import { scratchDatabase, type ScratchDatabase } from '../scratch-database'
import { indexAll, putTexts } from './sample-search'
import { SearchReader } from './search-reader'

let scratch: ScratchDatabase
beforeEach(() => (scratch = scratchDatabase()))
afterEach(() => scratch.remove())

it('shows versions that begin alike by the words at which they part, and marks what was found', () => {
  const same = 'The tide follows the moon, **twice a day**, on every coast that is open to the sea. '.repeat(4)
  putTexts(scratch.writer, [
    ['a', `${same}Brest has the first.`],
    ['b', `${same}Dover has the other.\n\n| a | b |\n| --- | --- |\n| c | d |`],
    ['c', `${same}Brest has the first.`]
  ])
  indexAll(scratch.writable)
  const ask = { query: 'tide', order: 'newest', limit: 9, cursor: null } as const
  const hits = new SearchReader(scratch.readable).search(ask).groups.flatMap((group) => group.hits)
  const [same1, dover, same2] = hits.map(({ snippet }) => snippet)
  expect(dover?.text).toMatch(/^The tide follows.* ….*Dover has the other\. a · b c · d$/)
  expect(dover?.marks.map(([from, to]) => dover.text.slice(from, to))).toContain('tide')
  // Texts that are the same in whole stay as they are: only their times differ.
  expect(same1).toEqual(same2)
  expect(same1?.text).not.toContain('*')
})
