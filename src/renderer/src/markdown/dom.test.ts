// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { GFM_EXAMPLES } from '../../../../tests/markdown/gfm-examples'
import { specExamples } from '../../../../tests/markdown/spec-examples'
import { MarkdownPage } from './markdown-page'

vi.mock('./highlighter', () => ({ highlight: () => Promise.resolve(null) }))
vi.mock('../bridge', () => ({ call: () => Promise.resolve({ ok: false }) }))
vi.mock('katex', () => ({ render: () => undefined }))

const ALL = [...specExamples().map(({ markdown }) => markdown), ...GFM_EXAMPLES]
/** Twenty thousand pages are built; a busy machine needs its time. */
const PATIENCE_MS = 240_000

/** The page after it was shown each of these beginnings of the text, and then the end. */
function pageOf(text: string, shownAt: readonly number[]): string {
  const node = document.createElement('div')
  const page = new MarkdownPage(node)
  for (const at of shownAt) page.show(text.slice(0, at), null, [])
  page.show(text, 'whole', [])
  return written(node)
}

/** Attributes have no order. */
function written(node: Element): string {
  return node.innerHTML.replace(/<\w+((?: [\w-]+="[^"]*"){2,})/g, (_, all: string) => all.match(/ [\w-]+="[^"]*"/g)?.sort().join('') ?? '')
}

it('an answer that grew stands on the page like one that was shown at once, wherever it was cut', () => {
  const wrong = ALL.filter((text) => {
    const atOnce = pageOf(text, [])
    const every = Array.from({ length: text.length + 1 }, (_, at) => at)
    return pageOf(text, every) !== atOnce || every.some((at) => pageOf(text, [at]) !== atOnce)
  })
  expect(wrong).toEqual([])
}, PATIENCE_MS)

it('a long answer too: its blocks stand in sections, and finished ones keep their nodes', () => {
  const text = ALL.filter((each) => !/^<|```|~~~|\[/m.test(each)).join('\n\n')
  const node = document.createElement('div')
  const page = new MarkdownPage(node)
  const firsts = new Map<number, Node | null>()
  for (let at = 0; at < text.length; at += 41) {
    // Told what is new, as the live view does, or not.
    const added = at % 2 === 0 ? null : { at: at - 41, text: text.slice(at - 41, at) }
    page.show(text.slice(0, at), null, [], added)
    for (const [index, section] of [...node.children].slice(0, -2).entries()) {
      const first = firsts.get(index) ?? section.firstChild
      expect(section.firstChild).toBe(first)
      firsts.set(index, first)
    }
  }
  page.show(text, 'whole', [])
  expect(written(node) === pageOf(text, [])).toBe(true)
  expect(firsts.size).toBeGreaterThan(5)
  expect([...node.children].slice(0, -1).every((section) => section.children.length === 64)).toBe(true)
})
