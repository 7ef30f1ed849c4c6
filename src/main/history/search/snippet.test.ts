import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseQuery } from './parse-query'
import { snippetOf } from './snippet'

const marked = (text: string, query: string): readonly string[] => {
  const { text: shown, marks } = snippetOf(text, parseQuery(query).wanted)
  return marks.map(([from, to]) => shown.slice(from, to))
}

it('shows the place that was found, on one line', () => {
  const text = `${'before '.repeat(100)}\nthe TIDE\nfalls ${'after '.repeat(100)}`
  const { text: shown } = snippetOf(text, parseQuery('tide').wanted)
  expect(shown).toMatch(/^…(before )+ ?the TIDE falls (after ?)+…$/)
  expect(shown.length).toBeLessThan(210)
  expect(marked(text, 'tide falls')).toEqual(['TIDE', 'falls'])
})

it('marks what was written, not what it folds to', () => {
  expect(marked('Die ﬁne ＧＰＴ模型 École İzmir', 'fine gpt模型 ecole izmir')).toEqual(['ﬁne', 'ＧＰＴ模型', 'École', 'İzmir'])
  expect(marked(`${'½'.repeat(2_000)} end`, 'end')).toEqual(['end'])
})

it('reads as plain text: no pipes of tables, fences, stars, ticks, or addresses of links', () => {
  const plain = (text: string, query: string): string => snippetOf(text, parseQuery(query).wanted).text
  expect(plain('## Sums\n\n| City | Tide |\n|---|:--:|\n| Brest | 4 m |\n', 'brest')).toBe('Sums City · Tide Brest · 4 m')
  expect(plain('> **Bold** is `code` and a [link](https://a.b/c?d=1).\n\n```ts\nlet a = 1\n```', 'bold')).toBe(
    'Bold is code and a link. let a = 1'
  )
  expect(plain(`| ${'cell '.repeat(30)}| needle | x |`, 'needle')).toMatch(/^…(cell )+· needle · x$/)
})

it('leaves what was looked for, and what only looks like markup, as it is written', () => {
  const plain = (text: string, query: string): string => snippetOf(text, parseQuery(query).wanted).text
  expect(plain('cat a | grep b; f(**kwargs); 2**3 + 4**5; __init__; a->b', 'grep')).toBe(
    'cat a | grep b; f(**kwargs); 2**3 + 4**5; __init__; a->b'
  )
  expect(plain('see [here](https://needle.org) **now**', 'needle')).toBe('see [here](https://needle.org) now')
  expect(marked('| C++ | **C#** |', 'c++ c#')).toEqual(['C++', 'C#'])
})

it('marks it wherever it stands', () => {
  const filler = fc.string({ unit: fc.constantFrom('ab ', '模', 'ﬁ ', '😀', '\n', '½ ', '|', '**', '`', '](', '[', '\n|', '---'), maxLength: 600 })
  fc.assert(
    fc.property(filler, filler, (before, after) => {
      expect(marked(`${before} needle ${after}`, 'needle')).toContain('needle')
    })
  )
})
