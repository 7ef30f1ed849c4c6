import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinSeam } from './join-seam'
import { checkSeam, type SeamCase } from './seam-cases'

const cases: readonly SeamCase[] = JSON.parse(readFileSync('tests/fixtures/seam-cases.json', 'utf8'))

const english =
  'A river does not hurry. It finds the low ground, fills it, and goes on; what looks like patience from the bank is only ' +
  'weight and time. Upstream, the reeds slow the current enough for minnows, and the heron knows it. By noon the shallows ' +
  "are warm. Children wade in to their knees, dare each other further, and come back shrieking. Nobody here calls it the sea's " +
  'beginning, though it is that too: every cupful passes the mill, the two bridges and the lock, and by evening it is salt. ' +
  'The lock keeper, who has seen forty springs of it, says only that the water is never the same and never late.'
const chinese =
  '茶要慢慢喝。第一泡洗去浮尘，第二泡才见颜色，到第三泡，香气沉下来，话也就多了。老人说，水不能太滚，杯不能太大，' +
  '人不能太急；急的人喝到的只是热水。窗外下着小雨，檐下的猫换了个姿势继续睡，壶里的叶子一片片舒展开，像刚刚想起了什么。' +
  '有人问，喝茶到底是喝什么？他笑了笑，把空杯推过来：先喝，喝完再问。于是大家都不说话，只听见雨声和水声混在一起，分不清先后。'
const code = [
  'Here is the parser:\n\n```ts',
  'export function parse(line: string): Field | null {',
  "  const colon = line.indexOf(':')",
  '  if (colon < 0) return null',
  '  const name = line.slice(0, colon).trim()',
  '  const value = line.slice(colon + 1).trim()',
  "  if (name === '') throw new RangeError('a field needs a name')",
  '  return { name, value }',
  '}',
  '```\n',
  'It returns `null` for a line without a colon, and throws for one that begins with it.'
].join('\n')
const table = [
  '| city | founded | people (thousands) |',
  '| :--- | ---: | ---: |',
  '| Aarhus | 750 | 290 |',
  '| Bergen | 1070 | 289 |',
  '| Cork | 600 | 224 |',
  '| Dresden | 1206 | 563 |',
  '| Esbjerg | 1868 | 71 |',
  '| Faro | 1249 | 68 |',
  '',
  'Bergen and Aarhus are nearly equal; Esbjerg is by far the youngest of the six.'
].join('\n')

const openings = [
  ['', 'Continuing:\n', 'Continuing: ', 'Continuing from where I left off:\n\n', '继续：', '...', '…', '\n\n'],
  ['[...] ', '(cont.) ', 'As I was saying, ', 'Where was I? Ah yes: ', '### Continued\n\n', '承上：']
].flat()
const solid = (text: string): number => text.replace(/\s/g, '').length

describe('the cases', () => {
  for (const seam of cases) it(seam.name, () => expect(checkSeam(seam)).toBeNull())
})

describe('a known text, cut and resumed', () => {
  for (const [name, known] of Object.entries({ english, chinese, code, table })) {
    it(`comes back: ${name}`, () => {
      for (let cut = 1; cut < known.length; cut += 7) {
        for (const repeated of [0, 20, 30, 57, 120, 400]) {
          const again = known.slice(Math.max(0, cut - repeated), cut)
          if (again !== '' && solid(again) < 12) continue
          // An opening without a repetition after it cannot be told from the answer's own words.
          for (const opening of again === '' ? [''] : openings) {
            const partial = known.slice(0, cut)
            const continuation = opening + again + known.slice(cut)
            expect(checkSeam({ name: `${cut}/${repeated}/${opening}`, partial, continuation, expected: known })).toBeNull()
          }
        }
      }
    })
  }

  it('comes back also after more than a thousand repeated characters', () => {
    const known = `${english} ${chinese} ${code} ${table}`
    const cut = known.length - 100
    const continuation = known.slice(cut - 1_500)
    expect(checkSeam({ name: 'long', partial: known.slice(0, cut), continuation, expected: known })).toBeNull()
  })
})

describe('at the edge of the window', () => {
  /** No line of it comes twice. */
  const numbered = Array.from({ length: 200 }, (_, at) => `Line ${at} of the answer goes on. `).join('')

  it('a repetition of nearly all of it is found', () => {
    const continuation = `${numbered.slice(-1_990)}And on.`
    expect(joinSeam(numbered, continuation).rest).toBe('And on.')
  })

  it('a repetition that begins inside a character is none', () => {
    const family = '👨‍👩‍👧'
    const after = numbered.slice(0, 1_996)
    const partial = `${numbered}${family}${after}`
    const continuation = `${family.slice(-4)}${after}And on.`
    expect(joinSeam(partial, continuation)).toEqual({ trimmed: '', rest: continuation })
  })
})

describe('what looks like a repetition and is none', () => {
  const kept: readonly (readonly [string, string, string])[] = [
    ['a closing brace', 'if (a) {\n  if (b) {\n  }\n', '}\n'],
    ['a repeated row', '| a long enough cell | 1 |\n| a long enough cell | 1 |\n', '| a long enough cell | 1 |\n| end | 2 |\n'],
    ['a refrain', 'row row row your boat\nrow row row your boat\n', 'row row row your boat\ngently down'],
    ['a refrain by stanzas', 'O come all ye faithful\n\nO come all ye faithful', '\n\nO come all ye faithful\n\nthe end'],
    ['a refrain after much white space', `Rivers flow on.${'\n'.repeat(16)}Rivers flow on.`, 'Rivers flow on. The end.'],
    ['laughter', 'She laughed: ha ha ha ha ha ha ha ha ha ', 'ha ha ha ha ha ha ha, and stopped.'],
    ['a line of code that comes twice', 'begin()\n    return await this.next()\n', '  }\n  if (x) {\n    return await this.next()\n'],
    ['a row that comes again later', '| total | 100,000,000 |\n', '| new: | 1 |\n| total | 100,000,000 |\n'],
    ['a new paragraph', 'The first point is made.', '\n\nThe second point follows.'],
    ['the rest of a word', 'unbeliev', 'able'],
    ['a closing fence', 'x\n```ts\nlet a = 1\n', '```\n\nDone.'],
    ['a closing fence after a line end', 'x\n```ts\nlet a = 1', '\n```\n\nDone.'],
    ['a closing fence and what follows it', 'x\n```ts\nlet answer = 42\n', '```\n\nlet answer = 42 is all there is.'],
    ['a closing fence and, behind it, a line of the code', 'x\n```ts\nlet a\nconsole.log(answer)\n', '```\n\nconsole.log(answer)\n\nsays 42.'],
    ['words that begin like an opening', 'He sat down by the river.', ' Where was I? he asked, and sat on.'],
    ['a fence outside of code', 'Here it is:\n\n', '```ts\nlet a = 1\n```\n'],
    ['a fence inside a longer fence', 'x\n````md\nSo:\n', '```ts\nlet a = 1\n```\n````\n']
  ]
  for (const [name, partial, continuation] of kept) {
    it(name, () => expect(joinSeam(partial, continuation)).toEqual({ trimmed: '', rest: continuation }))
  }
})

describe('a code fence opened again', () => {
  const block = 'Look:\n\n```ts\nconst answer = compute(6, 7)\nconsole.'
  const dropped: readonly (readonly [string, string, string, string])[] = [
    ['at a line start', 'Look:\n\n```ts\nlet a\n', '```ts\nlet b\n```', 'let b\n```'],
    ['of tildes', 'Look:\n\n~~~ts\nlet a\n', '~~~ts\nlet b\n~~~', 'let b\n~~~'],
    ['in mid-line', block, '```ts\nlog(answer)\n```', 'log(answer)\n```'],
    ['after white space', block, '\n```ts\nlog(answer)\n```', 'log(answer)\n```'],
    ['with a repetition', block, '```ts\nconst answer = compute(6, 7)\nconsole.log(answer)\n```', 'log(answer)\n```'],
    ['after an opening phrase', block, 'Continuing:\n\n```ts\nlog(answer)\n```', 'log(answer)\n```'],
    ['after an opening phrase, with a repetition', block, '继续：\n```ts\nconst answer = compute(6, 7)\nconsole.log(1)', 'log(1)'],
    ['without its language, with a repetition', block, '```\nconst answer = compute(6, 7)\nconsole.log(1)', 'log(1)'],
    ['when only the fence was there', 'Look:\n\n```ts', '```ts\nlet b\n', '\nlet b\n']
  ]
  for (const [name, partial, continuation, rest] of dropped) {
    it(name, () => expect(joinSeam(partial, continuation).rest).toBe(rest))
  }
})

it('gives back every character, trimmed or not, for any two texts', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '`', '```', ':', '继续：', 'Continuing: ', '😀'), maxLength: 80 })
  fc.assert(
    fc.property(text, text, (partial, continuation) => {
      const join = joinSeam(partial, continuation)
      expect(join.trimmed + join.rest).toBe(continuation)
    })
  )
})
