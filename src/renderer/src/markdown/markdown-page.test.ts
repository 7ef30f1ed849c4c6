// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { MarkdownPage } from './markdown-page'

vi.mock('./highlighter', () => ({ highlight: () => Promise.resolve(null) }))
vi.mock('../bridge', () => ({ call: () => Promise.resolve({ ok: false }) }))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const LONG_QUOTE = '> so it **goes** on\n'.repeat(1_000)

it('what was left of a long block is shown though no more of it comes, and then nothing waits', () => {
  const node = document.createElement('div')
  const page = new MarkdownPage(node)
  page.show(LONG_QUOTE, null, [])
  page.show(`${LONG_QUOTE}> and *more*`, null, [])
  expect(node.textContent).not.toContain('more')
  vi.advanceTimersByTime(100)
  expect(node.textContent).toContain('more')
  expect(vi.getTimerCount()).toBe(0)
})

it('an answer that has ended in the meantime stays as it is', () => {
  const node = document.createElement('div')
  const page = new MarkdownPage(node)
  page.show(LONG_QUOTE, null, [])
  page.show(`${LONG_QUOTE}> and *more`, null, [])
  page.show(`${LONG_QUOTE}> and *more*!`, 'whole', [])
  const ended = node.innerHTML
  vi.advanceTimersByTime(1_000)
  expect(node.innerHTML).toBe(ended)
})

it('shows what was left of the text that took the place of another meanwhile', () => {
  const node = document.createElement('div')
  const page = new MarkdownPage(node)
  page.show(LONG_QUOTE, null, [])
  page.show(`${LONG_QUOTE}> and *more*`, null, [])
  const other = `${LONG_QUOTE}> of **another**\n`
  page.show(other, null, [])
  page.show(`${other}> and *less*`, null, [])
  expect(node.textContent).not.toContain('less')
  vi.advanceTimersByTime(100)
  expect(node.textContent).toContain('less')
})
