import { expect, it } from 'vitest'
import type { MessageId } from '../../../shared/domain/ids'
import { GrowingCount } from './growing-count'

const ID = 'a' as MessageId

it('counts a short text with every word, and a long one when it has grown by a sixteenth', () => {
  const growing = new GrowingCount()
  let text = ''
  const counted = new Set<number>()
  for (let words = 1; words <= 40_000; words++) {
    text += 'tide '
    const count = growing.of(ID, text, 'tide')
    counted.add(count)
    if (text.length <= 8_192) expect(count).toBe(words)
    else expect(count).toBeGreaterThanOrEqual(words * (15 / 16) - 1)
  }
  expect(counted.size).toBeLessThan(1_800)
})

it('counts anew what is another text, or looked for otherwise', () => {
  const growing = new GrowingCount()
  const text = 'tide and sea '.repeat(1_000)
  expect(growing.of(ID, text, 'tide')).toBe(1_000)
  expect(growing.of(ID, text, 'a')).toBe(2_000)
  expect(growing.of(ID, 'a', 'a')).toBe(1)
  expect(growing.of('b' as MessageId, 'b', 'a')).toBe(0)
})
