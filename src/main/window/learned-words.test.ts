import { expect, it } from 'vitest'
import { LearnedWords } from './learned-words'

function opened(words: readonly string[], there: readonly string[], hasLeft = false) {
  let kept = words
  const stored = new Set(there)
  let opened = 0
  const failures: unknown[] = []
  const store = {
    broken: false,
    listWordsInSpellCheckerDictionary: () => {
      return store.broken ? Promise.reject(new Error('broken')) : Promise.resolve([...stored])
    },
    addWordToSpellCheckerDictionary: (word: string) => stored.size < stored.add(word).size,
    removeWordFromSpellCheckerDictionary: (word: string) => stored.delete(word)
  }
  const learned = new LearnedWords({
    words: () => kept,
    keep: (next) => (kept = next),
    store: () => {
      opened++
      return store
    },
    hasLeft: () => hasLeft,
    failed: (error) => failures.push(error)
  })
  return { learned, store, stored, failures, kept: () => kept, opened: () => opened }
}

it('puts what the settings hold where Chromium reads it, and takes the rest out', async () => {
  const { learned, stored, kept } = opened(['tidee'], ['gone'])
  await learned.follow()
  expect([...stored]).toEqual(['tidee'])
  learned.learn('moonn')
  expect(kept()).toEqual(['tidee', 'moonn'])
  await learned.follow()
  expect([...stored]).toEqual(['tidee', 'moonn'])
})

it('learns a word once, and nothing that is none', () => {
  const { learned, kept } = opened([], [])
  for (const word of ['tidee', 'tidee', 'two words', '', 'x'.repeat(100), '潮'.repeat(34)]) learned.learn(word)
  expect(kept()).toEqual(['tidee'])
  expect(learned.knows('tidee')).toBe(true)
  // 99 bytes.
  expect(learned.canLearn('潮'.repeat(33))).toBe(true)
})

it('opens nothing while there are no words', async () => {
  const { learned, opened: count } = opened([], [])
  await learned.follow()
  await learned.follow()
  expect(count()).toBe(0)
})

it('takes out what an earlier start left and the settings do not hold', async () => {
  const { learned, stored, opened: count } = opened([], ['left'], true)
  await learned.follow()
  await learned.follow()
  expect([...stored]).toEqual([])
  expect(count()).toBe(1)
})

it('says that the words could not be put there, and puts them there with the next change', async () => {
  const { learned, store, stored, failures } = opened(['tidee'], [])
  store.broken = true
  await learned.follow()
  expect(failures).toEqual([new Error('broken')])
  store.broken = false
  learned.learn('moonn')
  await learned.follow()
  expect([...stored]).toEqual(['tidee', 'moonn'])
})
