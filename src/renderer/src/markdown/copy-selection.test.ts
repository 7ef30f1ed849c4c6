// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { copySelection } from './copy-selection'
import { MarkdownPage } from './markdown-page'

vi.mock('./highlighter', () => ({ highlight: () => Promise.resolve(null) }))
vi.mock('../bridge', () => ({ call: () => Promise.resolve({ ok: false }) }))

const LIST = '<ul><li><p>one</p></li><li><p><strong>two</strong></p></li></ul>'

beforeEach(() => {
  const thread = document.createElement('main')
  thread.innerHTML =
    '<h1>Sidebar</h1>' +
    '<article><span>You</span><button>Edit</button><p class="text" data-written style="color: red"></p></article>' +
    '<article><div class="markdown"></div><footer>12 tokens/s</footer></article>' +
    '<article><span>You</span><p class="text" data-written>And tides?</p></article>' +
    '<article><div class="markdown"></div></article>'
  document.body.replaceChildren(thread)
  const [first, second] = document.querySelectorAll<HTMLElement>('.markdown')
  at('.text').textContent = 'What is energy?\nIn <one> line.'
  if (first) new MarkdownPage(first).show('It is $E=mc^2$:\n\n- one\n- **two**', 'whole', [])
  if (second) new MarkdownPage(second).show('1. ebb\n2. flow', 'whole', [])
})

function at(selector: string): Element {
  const found = document.querySelector(selector)
  if (!found) throw new Error(selector)
  return found
}

function select(set: (range: Range) => void): void {
  const range = document.createRange()
  set(range)
  getSelection()?.removeAllRanges()
  getSelection()?.addRange(range)
}

/** Null where it is left to the browser. */
function copied(): { text: string; html: string } | null {
  const clipboardData = new DataTransfer()
  const event = new ClipboardEvent('copy', { clipboardData, cancelable: true })
  copySelection(event)
  if (!event.defaultPrevented) return null
  return { text: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html') }
}

describe('a copy of several messages', () => {
  it('is what was written in each of them, parted by an empty line, and nothing of what stands around', () => {
    select((range) => range.selectNodeContents(document.body))
    expect(copied()).toEqual({
      text: 'What is energy?\nIn <one> line.\n\nIt is $E=mc^2$:\n\n- one\n- two\n\nAnd tides?\n\n1. ebb\n2. flow',
      html:
        '<p>What is energy?<br>In &lt;one&gt; line.</p>' +
        `<p>It is <code>$E=mc^2$</code>:</p>${LIST}<p>And tides?</p><ol><li><p>ebb</p></li><li><p>flow</p></li></ol>`
    })
  })

  it('keeps the blanks of code in a question', () => {
    at('.text').textContent = 'def f():\n    return 1'
    select((range) => range.selectNodeContents(at('.text')))
    expect(copied()?.html).toBe('<p style="white-space: pre-wrap;">def f():<br>    return 1</p>')
  })

  it('takes of the first and the last what is selected', () => {
    select((range) => {
      range.setStart(at('.text').firstChild ?? document, 'What is '.length)
      range.setEnd(at('.markdown ul li p').firstChild ?? document, 'one'.length)
    })
    expect(copied()?.text).toBe('energy?\nIn <one> line.\n\nIt is $E=mc^2$:\n\n- one')
  })

  it('numbers the list it begins in', () => {
    select((range) => {
      range.setStart(at('ol li:nth-child(2) p').firstChild ?? document, 0)
      range.setEndAfter(document.body)
    })
    expect(copied()?.text).toBe('2. flow')
  })

  it('has nothing of a message at whose start it ends', () => {
    select((range) => {
      range.setStartBefore(at('article:nth-of-type(3)'))
      range.setEnd(at('ol li'), 0)
    })
    expect(copied()?.text).toBe('And tides?')
  })

  it('has nothing of a conversation that is behind another view', () => {
    at('article:nth-of-type(2)').setAttribute('hidden', '')
    select((range) => range.selectNodeContents(document.body))
    expect(copied()?.text).toBe('What is energy?\nIn <one> line.\n\nAnd tides?\n\n1. ebb\n2. flow')
  })
})

describe('a copy', () => {
  it('of one answer is that of the answer', () => {
    select((range) => range.selectNodeContents(at('.markdown ul')))
    expect(copied()).toEqual({ text: '- one\n- two', html: LIST })
  })

  it('of nothing that was written is left to the browser', () => {
    select((range) => range.selectNodeContents(at('h1')))
    expect(copied()).toBeNull()
    select((range) => range.setStart(at('.markdown'), 0))
    expect(copied()).toBeNull()
  })

  it('is made once', () => {
    select((range) => range.selectNodeContents(document.body))
    const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), cancelable: true })
    event.preventDefault()
    copySelection(event)
    expect(event.clipboardData?.types).toEqual([])
  })
})
