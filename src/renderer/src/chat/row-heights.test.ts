import { expect, it } from 'vitest'
import type { MessageId } from '../../../shared/domain/ids'
import { RowHeights } from './row-heights'
import type { ThreadRow } from './thread-row'

const id = (nth: number): MessageId => String(nth) as MessageId
const rowsFrom = (first: number, count: number): ThreadRow[] =>
  Array.from({ length: count }, (_, at) => ({
    id: id(first + at),
    role: (first + at) % 2 === 0 ? 'user' : 'assistant',
    size: 40,
    resultIds: []
  }))

function measured(count: number, heightPx: number): RowHeights {
  const heights = new RowHeights()
  heights.setRows(rowsFrom(0, count))
  for (let at = 0; at < count; at++) heights.measured(id(at), heightPx)
  return heights
}

it('knows where each row stands and which is at a place', () => {
  const heights = measured(10_000, 50)
  expect(heights.total).toBe(500_000)
  expect(heights.top(20)).toBe(1_000)
  expect([-5, 0, 999, 1_000, 1e9].map((px) => heights.at(px))).toEqual([0, 0, 19, 20, 9_999])
})

it('guesses more for more text', () => {
  const heights = new RowHeights()
  const [short] = rowsFrom(0, 1)
  if (!short) throw new Error('no row')
  expect(heights.height({ ...short, size: 4_000 })).toBeGreaterThan(heights.height(short) * 5)
})

it('keeps what was measured when older rows come before it', () => {
  const heights = measured(10, 50)
  heights.setRows([...rowsFrom(-100, 100), ...rowsFrom(0, 10)])
  expect(heights.indexOf(id(0))).toBe(100)
  expect(heights.top(105) - heights.top(100)).toBe(250)
  expect(heights.indexOf(id(500))).toBe(-1)
})
