// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { foldText } from '../../../shared/find-text'
import { shownText } from '../../../shared/shown-text/shown-text'
import { MarkdownPage } from '../markdown/markdown-page'
import { lookFor } from './find-marks'
import { FoundRanges } from './find-ranges'

vi.mock('../markdown/highlighter', () => ({ highlight: () => Promise.resolve(null) }))
vi.mock('../bridge', () => ({ call: () => Promise.resolve({ ok: false }) }))

// KaTeX draws in no other, and looks when it is loaded.
Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' })

let row: HTMLElement
let page: MarkdownPage
beforeEach(() => {
  row = document.createElement('div')
  const markdown = document.createElement('div')
  markdown.className = 'markdown'
  row.append(document.createElement('div'), markdown)
  document.body.replaceChildren(row)
  page = new MarkdownPage(markdown)
})

/** The texts that are marked. */
function marked(markdown: string, typed: string): string[] {
  page.show(markdown, 'whole', [])
  return new FoundRanges(lookFor(foldText(typed))).of(row).map(String)
}

it('marks a formula where it is seen, once, and not the source beside it', async () => {
  page.show('So $E = mc^2$ and $\\frac{1}{2}$.', 'whole', [])
  await expect.poll(() => row.querySelectorAll('.katex-mathml').length).toBe(2)
  const found = (typed: string): readonly Range[] => new FoundRanges(lookFor(typed)).of(row)
  expect(found('mc')).toHaveLength(1)
  expect(found('mc')[0]?.startContainer.parentElement?.closest('.katex-html')).not.toBeNull()
  expect(found('frac')).toEqual([])
})

it('finds across marks, lines and breaks, and not across blocks', () => {
  expect(marked('pulls **hard**er\non', 'harder on')).toEqual(['harder\non'])
  expect(marked('> the quick\n> brown', 'quick brown')).toEqual(['quick\nbrown'])
  expect(marked('- the quick\n  brown\n- fox', 'brown fox')).toEqual([])
  expect(marked('one<br>two', 'one two')).toEqual(['onetwo'])
  expect(marked('é one **ﬁ**sh', 'one fi')).toEqual(['one ﬁ'])
  expect(marked('the end\n\nof it', 'end of')).toEqual([])
  expect(marked('```ts\nconst a\n```', 'copy')).toEqual([])
})

// What is counted in the source of messages that are not on the page.
it.each([
  '_Tides_ come **twice** a ~~week~~ day, snake_case_name stays',
  'H<sub>2</sub>O, AT&amp;T, a &lt; b, 5 \\* 3, 2 * 3 * 4',
  '[The page][1] is [here](https://a.example "x"), <https://b.example>[^n]\n\n[1]: https://a.example\n\n[^n]: *Note*.',
  '# Title\n\n> the quick\n> brown\n\n- one\n  more\n- [x] done\n\n1. first\n2. second\n\n---\n\nend',
  '| a | **b** |\n|---|---|\n| `c\\|d` | e\\|f |\n\n```ts\nlet **a**\n\n  b\n```\n\n![alt](https://a.example/x.png)',
  '- outer\n  - inner *one*\n\n  more\n\n  ```\n  code\n  ```\n- last',
  'one  \ntwo\\\nthree<br>four\n***both** of* it'
])('shows %j as its source is read', (markdown) => {
  const seen: string[] = []
  page.show(markdown, 'whole', [])
  new FoundRanges((folded) => {
    seen.push(folded)
    return []
  }).of(row)
  const words = (text: string): string => foldText(text).replace(/[ \0]+/g, ' ').trim()
  expect(words(shownText(markdown))).toBe(words(seen.join('\0')))
})

it('looks through what has changed, and nothing else', () => {
  const look = vi.fn(lookFor('tide'))
  const found = new FoundRanges(look)
  page.show('A tide.\n\nA *second* tide.\n\nThird', null, [])
  const [first] = found.of(row)
  expect(look.mock.calls.map(([text]) => text)).toEqual(['a tide.', 'a second tide.', 'third'])
  look.mockClear()
  page.show('A tide.\n\nA *second* tide.\n\nThird tide', null, [])
  found.forget(row.querySelector('.section')?.lastChild?.firstChild ?? row)
  expect(found.of(row)).toHaveLength(3)
  expect(found.of(row)[0]).toBe(first)
  expect(look.mock.calls.map(([text]) => text)).toEqual(['third tide'])
})
