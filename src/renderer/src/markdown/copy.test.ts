// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { htmlCopy } from './html-copy'
import { MarkdownPage } from './markdown-page'
import { plainCopy } from './plain-copy'
import { selectedPart } from './selected-part'

vi.mock('./highlighter', () => ({ highlight: () => Promise.resolve(null) }))
vi.mock('../bridge', () => ({ call: () => Promise.resolve({ ok: false }) }))

const TEXT =
  '# Tides\n\nIt **falls** by [the moon](https://moon.example).\n\n1. one\n2. two\n   - inner `x`\n\n- [x] done\n\n' +
  '| a | b |\n|---|---|\n| 1 | **2** |\n\n```ts\nconst a = 1\n\nlet b\n```\n\n> quoted\n> twice\n\n$$\nx^2\n$$\n\nEnd $y$.'

let root: HTMLElement
beforeEach(() => show(TEXT))

function show(text: string): void {
  root = document.createElement('div')
  document.body.replaceChildren(root)
  new MarkdownPage(root).show(text, 'whole', [{ at: 3, words: 'resumed' }])
}

function part(from: Node, to: Node): DocumentFragment {
  const range = document.createRange()
  range.setStartBefore(from)
  range.setEndAfter(to)
  return taken(range)
}

/** From the text of one element to an offset in another: how a pointer selects. */
function drag(from: Element, fromOffset: number, to: Node, toOffset: number): DocumentFragment {
  const range = document.createRange()
  range.setStart(textIn(from), fromOffset)
  range.setEnd(to, toOffset)
  return taken(range)
}

function taken(range: Range): DocumentFragment {
  const selected = selectedPart(root, range)
  if (!selected) throw new Error('nothing is selected')
  return selected
}

function textIn(node: Node): Text {
  const text = document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode()
  if (!(text instanceof Text)) throw new Error('no text')
  return text
}

function at(selector: string): Element {
  const found = root.querySelector(selector)
  if (!found) throw new Error(selector)
  return found
}

describe('what is copied', () => {
  it('is clean text', () => {
    expect(plainCopy(part(at('h1'), at('.section').lastElementChild ?? root))).toBe(
      'Tides\n\nIt falls by the moon.\n\n1. one\n2. two\n   - inner x\n\n- [x] done\n\na\tb\n1\t2\n\nconst a = 1\n\nlet b\n\n' +
        '> quoted\n> twice\n\n$$x^2$$\n\nEnd $y$.'
    )
  })

  it('is HTML without the page: no class, no button, no seam', () => {
    const html = htmlCopy(part(at('h1'), at('.section').lastElementChild ?? root))
    expect(html).toContain('<p>It <strong>falls</strong> by <a href="https://moon.example/">the moon</a>.</p>')
    expect(html).toContain('<pre><code>const a = 1\n\nlet b</code></pre>')
    expect(html).toContain('<tbody><tr><td>1</td><td><strong>2</strong></td></tr></tbody>')
    expect(html).not.toMatch(/class|style|button|resumed|span|div/)
  })

  it('keeps the number of an item in the middle of a list', () => {
    const item = at('ol > li:nth-child(2) > p')
    expect(plainCopy(part(item, item))).toBe('2. two')
  })

  it('is what is within the answer of a selection that reaches beyond it', () => {
    document.body.append('after')
    const range = document.createRange()
    range.setStartBefore(at('.section > :last-child'))
    range.setEndAfter(document.body)
    expect(plainCopy(taken(range))).toBe('End $y$.')
    range.setStartAfter(root)
    expect(selectedPart(root, range)).toBeNull()
  })
})

describe('of a list that is cut at its start', () => {
  const LISTS = '4. four\n5. five\n   1. a\n   2. b\n   3. c\n6. six'

  it('every list goes on with the number of its own first item', () => {
    show(LISTS)
    const copy = drag(at('ol ol > li:nth-child(2)'), 0, textIn(at('.section > ol > li:nth-child(3)')), 3)
    expect(plainCopy(copy)).toBe('5. 2. b\n   3. c\n6. six')
    expect(htmlCopy(copy)).toBe(
      '<ol start="5"><li><ol start="2"><li><p>b</p></li><li><p>c</p></li></ol></li><li><p>six</p></li></ol>'
    )
  })

  it('only the inner one is numbered anew where it begins within the selection', () => {
    show(LISTS)
    const copy = drag(at('.section > ol > li:nth-child(2)'), 0, textIn(at('.section > ol > li:nth-child(3)')), 3)
    expect(plainCopy(copy)).toBe('5. five\n   1. a\n   2. b\n   3. c\n6. six')
  })

  it('an item of which nothing is selected does not count', () => {
    show(LISTS)
    const copy = drag(at('.section > ol > li:nth-child(1)'), 4, textIn(at('ol ol > li:nth-child(1)')), 1)
    expect(plainCopy(copy)).toBe('5. five\n   1. a')
  })
})

describe('of a selection that ends where the next block begins', () => {
  it.each([
    ['- one\n- two', 'li'],
    ['1. one\n2. two', 'li'],
    ['- one\n\n- two', 'li > p'],
    ['- [x] one', 'li'],
    ['> quoted', 'blockquote'],
    ['> quoted', 'blockquote > p'],
    ['> - deep', 'blockquote li'],
    ['| a |\n|---|\n| 1 |', 'th']
  ])('nothing stands for the start of %j', (text, next) => {
    show(`Before.\n\n${text}`)
    const copy = drag(at('p'), 0, at(next), 0)
    expect(plainCopy(copy)).toBe('Before.')
    expect(htmlCopy(copy)).toBe('<p>Before.</p>')
  })

  it('nothing stands for an item at its end, and items without words within it stay', () => {
    show('- one\n-\n- three\n- four')
    const copy = drag(at('li'), 0, textIn(at('li:nth-child(4)')), 0)
    expect(plainCopy(copy).split('\n').map((line) => line.trim())).toEqual(['- one', '-', '- three'])
  })
})
