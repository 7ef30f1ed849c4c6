import { describe, expect, it } from 'vitest'
import { specExamples } from '../../../../tests/markdown/spec-examples'
import { MarkdownStream, parseMarkdown } from './markdown-stream'
import type { Tree } from './tree'

const EXAMPLES = specExamples()
function streamed(pieces: readonly string[]): readonly Tree[] {
  const stream = new MarkdownStream()
  for (const piece of pieces) {
    stream.append(piece)
    stream.blocks()
  }
  return stream.end()
}
function before(pieces: readonly string[]): readonly Tree[] {
  const stream = new MarkdownStream()
  for (const piece of pieces) {
    stream.append(piece)
    stream.blocks()
  }
  return stream.blocks()
}
describe('spec', () => {
  it('all splits', () => {
    expect(EXAMPLES.length).toBe(652)
    const bad: number[] = []
    const bad2: string[] = []
    for (const { markdown, number, section } of EXAMPLES) {
      const whole = JSON.stringify(parseMarkdown(markdown))
      let ok = JSON.stringify(streamed([...markdown])) === whole
      for (let at = 0; at <= markdown.length && ok; at++) ok = JSON.stringify(streamed([markdown.slice(0, at), markdown.slice(at)])) === whole
      if (!ok) bad.push(number)
      const padded = markdown + '\n\nA.\n\nB.\n\nC.\n\n'
      const w2 = JSON.stringify(parseMarkdown(padded))
      let ok2 = JSON.stringify(before([...padded])) === w2
      for (let at = 0; at <= markdown.length && ok2; at++) ok2 = JSON.stringify(before([padded.slice(0, at), padded.slice(at)])) === w2
      if (!ok2) bad2.push(`${number} ${section}`)
    }
    console.log('final', bad, '\nbefore end', bad2.length, bad2.join('\n'))
  })
})
