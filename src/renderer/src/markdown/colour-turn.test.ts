// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { CodeView } from './code-view'
import { highlight } from './highlighter'
import { MarkdownPage } from './markdown-page'

vi.mock('./highlighter', () => ({ highlight: vi.fn(() => Promise.resolve(null)) }))
vi.mock('../bridge', () => ({ call: () => Promise.resolve({ ok: false }) }))
vi.mock('katex', () => ({ render: () => undefined }))

class Passed extends Event {
  constructor(readonly skipped: boolean) {
    super('contentvisibilityautostatechange', { bubbles: true })
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('ContentVisibilityAutoStateChangeEvent', Passed)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.mocked(highlight).mockClear()
})

const CODE = '```ts\nlet a = 1\n```\n\n'

function shown(text: string): Element {
  const node = document.createElement('div')
  new MarkdownPage(node).show(text, null, [])
  return node
}

it('colours each piece of code once, in a moment', () => {
  const node = document.createElement('div')
  const page = new MarkdownPage(node)
  let text = ''
  for (const piece of [CODE, 'more', ' words\n\n', CODE]) page.show((text += piece), null, [])
  expect(highlight).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(highlight).toHaveBeenCalledTimes(2)
})

it('asks once for what is read again while it waits', () => {
  const tree = { kind: 'code', language: 'ts', parts: ['let a = 1'], closed: true } as const
  const view = new CodeView(tree)
  view.update({ ...tree })
  vi.runAllTimers()
  expect(highlight).toHaveBeenCalledTimes(1)
})

it('leaves what the browser passes over without colours until it is near the view', () => {
  const node = shown(CODE.repeat(200))
  const sections = [...node.querySelectorAll('.section')]
  for (const section of sections.slice(0, -1)) section.dispatchEvent(new Passed(true))
  vi.runAllTimers()
  const inLast = 200 % 64
  expect(highlight).toHaveBeenCalledTimes(inLast)
  sections[1]?.dispatchEvent(new Passed(false))
  vi.runAllTimers()
  expect(highlight).toHaveBeenCalledTimes(inLast + 64)
  for (const section of sections) section.dispatchEvent(new Passed(false))
  vi.runAllTimers()
  expect(highlight).toHaveBeenCalledTimes(200)
})
