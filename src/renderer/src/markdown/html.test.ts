// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { canonicalHtml, canonicalTrees } from '../../../../tests/markdown/canonical-html'
import { gfmSpecExamples } from '../../../../tests/markdown/gfm-spec'
import { specExamples, type SpecExample } from '../../../../tests/markdown/spec-examples'
import { parseMarkdown } from './markdown-stream'

/** Where we differ from the specification's HTML, and why. */
const DIFFERENT: Readonly<Record<string, readonly number[]>> = {
  'an address in the text is a link, as GFM has it': [602, 608, 611, 612],
  'the same address, with other characters of it encoded': [20, 526, 538, 603],
  'a picture without words is shown as it is written': [581]
}
const RAW_HTML = /<[a-z/!?]/i

function isDifferent({ markdown, html }: SpecExample): boolean {
  return canonicalTrees(parseMarkdown(markdown)) !== canonicalHtml(html)
}

const different = specExamples().filter(isDifferent)
const numbers = (examples: readonly SpecExample[]): number[] => examples.map(({ number }) => number)

it('shows the examples of the specification as it says, but for raw HTML, which is shown as text, and a few known ones', () => {
  const known = Object.values(DIFFERENT).flat()
  const others = different.filter(({ number }) => !known.includes(number))
  expect(numbers(others.filter(({ markdown }) => !RAW_HTML.test(markdown)))).toEqual([])
  expect(new Set(numbers(different).filter((number) => known.includes(number)))).toEqual(new Set(known))
  // 571 of 652 are the same; 72 hold raw HTML.
  expect([different.length, others.length]).toEqual([81, 72])
})

/** The same for what GFM adds. */
const DIFFERENT_IN_GFM: Readonly<Record<string, readonly number[]>> = {
  'no raw HTML is made, filtered or not: all of it is shown as text': [657]
}

it('shows what GFM adds as its specification says, but for raw HTML', () => {
  expect(gfmSpecExamples()).toHaveLength(28)
  expect(numbers(gfmSpecExamples().filter(isDifferent))).toEqual(Object.values(DIFFERENT_IN_GFM).flat())
})
