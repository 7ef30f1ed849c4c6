import { expect, it } from 'vitest'
import { wholeBeginning } from './whole-beginning'

it('cuts no character in two, and leaves a text that is short enough as it is', () => {
  expect(wholeBeginning('a😀b', 2)).toBe('a')
  expect(wholeBeginning('a😀b', 3)).toBe('a😀')
  expect(wholeBeginning('a😀', 3)).toBe('a😀')
  expect(wholeBeginning('a\ud83d', 2)).toBe('a\ud83d')
  expect(wholeBeginning('', 0)).toBe('')
})
