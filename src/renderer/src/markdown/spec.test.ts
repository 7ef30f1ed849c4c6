import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { GFM_EXAMPLES } from '../../../../tests/markdown/gfm-examples'
import { specExamples } from '../../../../tests/markdown/spec-examples'
import { MarkdownStream, parseMarkdown } from './markdown-stream'

const SPEC = specExamples().map(({ markdown }) => markdown)
const ALL = [...SPEC, ...GFM_EXAMPLES]
/** What opens something that may never be closed, and what only looks as if it did. */
const OPENINGS = ['$$\nx\n\n$$\n', '$$', '\\[ y \\]\n', '```\nopen', '```\n```~~~\n', '~~~\nx\n~~~', '<!-- open\n\n', '<div>\n\nx', '[r][l](u)', '\r']

/** All cuts of 700 texts; a busy machine needs its time. */
const PATIENCE_MS = 120_000

function grown(pieces: readonly string[]): MarkdownStream {
  const stream = new MarkdownStream()
  for (const piece of pieces) {
    stream.append(piece)
    stream.read()
  }
  return stream
}

function endsAsRead(pieces: readonly string[], whole: string): boolean {
  return JSON.stringify(grown(pieces).end()) === whole
}

function cutsInTwo(text: string): readonly string[][] {
  return Array.from({ length: text.length + 1 }, (_, at) => [text.slice(0, at), text.slice(at)])
}

it('knows every example of the specification', () => expect(SPEC).toHaveLength(652))

describe('every example of CommonMark and GFM ends as it reads at once', () => {
  it.each([
    ['cut in two, anywhere', cutsInTwo],
    ['one character at a time', (text: string) => [[...text]]]
  ])('%s', (_, cuts) => {
    const wrong = ALL.filter((text) => {
      const whole = JSON.stringify(parseMarkdown(text))
      return !cuts(text).every((pieces) => endsAsRead(pieces, whole))
    })
    expect(wrong).toEqual([])
  }, PATIENCE_MS)

  it('also many of them in a row, cut in any way', () => {
    const texts = fc.array(fc.constantFrom(...ALL, ...OPENINGS, ...OPENINGS), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.integer({ min: 1, max: 60 })), (parts, sizes) => {
        const text = parts.join('\n')
        const pieces: string[] = []
        for (let at = 0; at < text.length; at += pieces.at(-1)?.length ?? 1) {
          pieces.push(text.slice(at, at + Number(sizes.next().value)))
        }
        expect(grown(pieces).end()).toEqual(parseMarkdown(text))
      }),
      { numRuns: 300 }
    )
  }, PATIENCE_MS)
})

/** What comes after a text so that all of it is finished, and none of it healed. */
const AFTER = '\n\nA.\n\nB.\n\nC.\n\n'
/** A link or a footnote that is defined after it is used, and a fence or a comment that is never closed. */
const REACHES_BACK = /^[ >\t\-*+\d.)]*\[[^\]]+\]:|\[\^|\]\[/m

describe('while it grows', () => {
  it('finished blocks are final: the end replaces none of them, where nothing reaches back', () => {
    const replaced = ALL.filter((text) => !REACHES_BACK.test(text)).filter((text) => {
      const stream = grown([...(text + AFTER)])
      const finished = [...stream.finished]
      const end = stream.end()
      return finished.some((tree, at) => tree !== end[at])
    })
    expect(replaced).toEqual([])
  }, PATIENCE_MS)

  it('also when such texts stand in a row, cut in any way', () => {
    const forward = ALL.filter((text) => !REACHES_BACK.test(text))
    const texts = fc.array(fc.constantFrom(...forward), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 40 }), (parts, size) => {
        const text = parts.join('\n') + AFTER
        const stream = grown(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [])
        const finished = [...stream.finished]
        const end = stream.end()
        expect(finished.filter((tree, at) => tree !== end[at])).toEqual([])
      }),
      { numRuns: 300 }
    )
  }, PATIENCE_MS)
})
