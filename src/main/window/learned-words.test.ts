import { expect, it } from 'vitest'
import { LearnedWords } from './learned-words'

function opened(words: readonly string[], there: readonly string[]) {
  let kept = words
  const stored = new Set(there)
  let opened = 0
  const store = {
    listWordsInSpellCheckerDictionary: () => Promise.resolve([...stored]),
    addWordToSpellCheckerDictionary: (word: string) => stored.size < stored.add(word).size,
    removeWordFromSpellCheckerDictionary: (word: string) => stored.delete(word)
  }
  const learned = new LearnedWords({
    words: () => kept,
    keep: (next) => (kept = next),
    store: () => {
      opened++
      return store
    }
  })
  return { learned, stored, kept: () => kept, opened: () => opened }
}

it('puts what the settings hold where Chromium reads it, and takes the rest out', async () => {
  const { learned, stored, kept } = opened(['tidee'], ['gone'])
  await learned.follow([])
  expect([...stored]).toEqual(['tidee'])
  learned.learn('moonn')
  expect(kept()).toEqual(['tidee', 'moonn'])
  await learned.follow(['tidee'])
  expect([...stored]).toEqual(['tidee', 'moonn'])
})

it('learns a word once, and nothing that is none', () => {
  const { learned, kept } = opened([], [])
  for (const word of ['tidee', 'tidee', 'two words', '', 'x'.repeat(100)]) learned.learn(word)
  expect(kept()).toEqual(['tidee'])
  expect(learned.knows('tidee')).toBe(true)
})

it('opens nothing while there are no words', async () => {
  const { learned, opened: count } = opened([], ['left'])
  await learned.follow([])
  expect(count()).toBe(0)
  await learned.follow(['left'])
  expect(count()).toBe(1)
})
