// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { MessageId } from '../../../shared/domain/ids'
import { MarkdownPage } from '../markdown/markdown-page'
import type { PageCounts } from './find-counts'
import { lookFor } from './find-marks'
import { FindPainter } from './find-painter'

vi.mock('../markdown/highlighter', () => ({ highlight: () => Promise.resolve(null) }))
vi.mock('../bridge', () => ({ call: () => Promise.resolve({ ok: false }) }))

const id = (name: string): MessageId => name as MessageId
const marks = new Map<string, Set<Range>>()
beforeEach(() => {
  class Marks extends Set<Range> {
    constructor(...ranges: Range[]) {
      super(ranges)
    }
  }
  vi.stubGlobal('Highlight', Marks)
  vi.stubGlobal('CSS', { highlights: marks })
})
afterEach(() => vi.unstubAllGlobals())

/** Until what is marked has followed the page. */
function painted(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}

/** Most of what a frame costs is the text it looks through: that must not be more at the end than at the beginning. */
it('looks through the new words of an answer that grows, and tells how often each message shows it', async () => {
  const scroller = document.createElement('div')
  const row = document.createElement('div')
  const markdown = document.createElement('div')
  markdown.className = 'markdown'
  row.append(markdown)
  scroller.append(row)
  document.body.replaceChildren(scroller)
  const page = new MarkdownPage(markdown)
  const look = vi.fn(lookFor('tide'))
  const told: PageCounts[] = []
  const part = { nodes: new Map([[row, id('a')]]), show: () => true }
  const painter = new FindPainter(scroller, look, null, part, (counts) => told.push(counts))
  let text = ''
  const most: number[] = []
  for (let words = 1; words <= 60; words++) {
    text += words % 4 === 0 ? `tide ${String(words)}.\n\n` : `word ${String(words)} `
    page.show(text, null, [])
    look.mockClear()
    await painted()
    most.push(look.mock.calls.reduce((length, [folded]) => length + folded.length, 0))
  }
  expect(Math.max(...most)).toBeGreaterThan(0)
  expect(Math.max(...most)).toBeLessThan(200)
  expect(told.at(-1)).toEqual(new Map([[id('a'), 15]]))
  expect([...(marks.get('found') ?? [])].map(String)).toEqual(Array.from({ length: 15 }, () => 'tide'))
  painter.close()
  expect(marks.size).toBe(0)
})
