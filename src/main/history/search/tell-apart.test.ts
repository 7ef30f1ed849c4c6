import { expect, it } from 'vitest'
import { wordsApart } from './tell-apart'

it('shows where texts that begin alike part, each from the one it is most like', () => {
  const same = 'The tide comes twice a day. '.repeat(20)
  const [moon, sun, one, two] = wordsApart([`${same}It is the moon`, `${same}It is the sun`, 'A plain one', 'B plain two'])
  expect(moon).toMatch(/^….*It is the moon$/)
  expect(sun).toMatch(/^….*It is the sun$/)
  expect([one, two]).toEqual(['A plain one', 'B plain two'])
})

it('says nothing of texts that are the same, and shows the end of one that another goes on from', () => {
  expect(wordsApart(['the same', 'the same'])).toEqual([null, null])
  const [short, long] = wordsApart(['a'.repeat(200), 'a'.repeat(200) + ' and on'])
  expect(short).toBe(`…${'a'.repeat(16)}`)
  expect(long).toMatch(/a and on$/)
})

it('cuts no character in two', () => {
  const [first] = wordsApart([`${'😀'.repeat(100)}x`, `${'😀'.repeat(100)}y`])
  // Half a character makes it throw.
  expect(encodeURIComponent(first ?? '')).toMatch(/x$/)
})
