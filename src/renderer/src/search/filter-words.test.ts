import { expect, it } from 'vitest'
import { filterIn, hasFilter, toggledFilter, withFilter } from './filter-words'

it('puts filters into what is typed and takes them away', () => {
  expect(withFilter('the "old sea"', 'from', 'me')).toBe('the "old sea" from:me ')
  expect(withFilter('from:me tide', 'from', 'model')).toBe('tide from:model ')
  expect(withFilter('tide from:me', 'from', null)).toBe('tide ')
  expect(withFilter('from:me', 'from', null)).toBe('')
  expect(toggledFilter('has:code tide', 'has', 'tool')).toBe('has:code tide has:tool ')
  expect(toggledFilter('has:code tide', 'has', 'code')).toBe('tide ')
})

it('reads what is there', () => {
  expect(filterIn('tide after:2026-01-02 ', 'after')).toBe('2026-01-02')
  expect(filterIn('tide after:', 'after')).toBe(null)
  expect(filterIn('"from:me"', 'from')).toBe(null)
  expect(hasFilter('has:code x', 'has', 'code')).toBe(true)
  expect(hasFilter('x', 'has', 'code')).toBe(false)
})
