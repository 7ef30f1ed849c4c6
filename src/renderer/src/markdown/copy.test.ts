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
beforeEach(() => {
  root = document.createElement('div')
  document.body.replaceChildren(root)
  new MarkdownPage(root).show(TEXT, 'whole', [{ at: 3, words: 'resumed' }])
})

function part(from: Node, to: Node): DocumentFragment {
  const range = document.createRange()
  range.setStartBefore(from)
  range.setEndAfter(to)
  getSelection()?.removeAllRanges()
  getSelection()?.addRange(range)
  const selected = selectedPart(root, getSelection())
  if (!selected) throw new Error('nothing is selected')
  return selected
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

  it('is left to the browser when it reaches beyond the answer', () => {
    const range = document.createRange()
    range.selectNode(root)
    getSelection()?.removeAllRanges()
    getSelection()?.addRange(range)
    expect(selectedPart(at('.section'), getSelection())).toBeNull()
  })
})
