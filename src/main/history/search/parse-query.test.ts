import { expect, it } from 'vitest'
import { parseQuery } from './parse-query'
import { isEmptyQuery, NO_FILTERS } from './search-query'

const word = (text: string): object => [{ text, prefix: false }]
const begin = (text: string): object => [{ text, prefix: true }]

it('reads words, phrases and exclusions', () => {
  expect(parseQuery('Tide ＭＯＯＮ "as it Was" -sun -"the sea" str* ')).toEqual({
    wanted: [
      word('tide'),
      word('moon'),
      [{ text: 'as', prefix: false }, { text: 'it', prefix: false }, { text: 'was', prefix: false }],
      begin('str')
    ],
    unwanted: [word('sun'), [{ text: 'the', prefix: false }, { text: 'sea', prefix: false }]],
    filters: NO_FILTERS
  })
})

it.each<readonly [string, object]>([
  ['qua', begin('qua')],
  ['qua ', word('qua')],
  ['c', word('c')],
  ['C++', word('c++')],
  ['.env', begin('.env')],
  ['GPT模型', word('gpt模型')],
  ['a->b', word('a->b')],
  ['--flag', begin('--flag')],
  ['a*', begin('a')],
  ['模*', word('模')],
  ['"qua', word('qua')],
  ['“模型”', word('模型')],
  ['std::vec', begin('std::vec')],
  ['before:soon', begin('before:soon')],
  ['from:nobody ', word('from:nobody')],
  ['after:2024-02-31 ', word('after:2024-02-31')]
])('reads %s', (typed, phrase) => {
  expect(parseQuery(typed)).toEqual({ wanted: [phrase], unwanted: [], filters: NO_FILTERS })
})

it('reads filters, and takes what is none for a word', () => {
  const { filters } = parseQuery('IN:"My Work" model:GPT-4o -model:mini from:me has:code -has:tool before:2024-05 after:2023/1/2')
  expect(filters).toEqual({
    folder: 'my work',
    role: 'user',
    models: ['gpt-4o'],
    notModels: ['mini'],
    has: ['code'],
    lacks: ['tool'],
    fromMs: new Date(2023, 0, 2).getTime(),
    untilMs: new Date(2024, 4, 1).getTime()
  })
  expect(parseQuery('-from:me').filters.role).toBe('assistant')
})

it('says nothing of what says nothing', () => {
  for (const typed of ['', '  ', '"', '""', '-', '*', '、', '= { }', 'ㅤ'.slice(1)]) {
    expect(isEmptyQuery(parseQuery(typed)), typed).toBe(true)
  }
})
