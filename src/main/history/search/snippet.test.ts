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

it('marks it wherever it stands', () => {
  const filler = fc.string({ unit: fc.constantFrom('ab ', '模', 'ﬁ ', '😀', '\n', '½ '), maxLength: 600 })
  fc.assert(
    fc.property(filler, filler, (before, after) => {
      expect(marked(`${before} needle ${after}`, 'needle')).toContain('needle')
    })
  )
})
