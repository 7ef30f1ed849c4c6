// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { letGoOfBoxes } from './let-go'
import { SectionHeights, isPassedOver } from './section-heights'

class Passed extends Event {
  constructor(readonly skipped: boolean) {
    super('contentvisibilityautostatechange', { bubbles: true })
  }
}

beforeEach(() => vi.stubGlobal('ContentVisibilityAutoStateChangeEvent', Passed))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

/** An answer of three finished sections. */
function answer(className: string) {
  const root = document.createElement('div')
  root.className = className
  root.innerHTML = '<div class="section finished"></div>'.repeat(3)
  document.body.append(root)
  const heights = new SectionHeights(root)
  const sections = [...root.querySelectorAll<HTMLElement>('.section')]
  return { heights, sections }
}

it('knows what the browser passes over, also of a section that was measured anew and is not said once more', () => {
  const { heights, sections } = answer('answer')
  const [section] = sections
  if (!section) throw new Error('no section')
  expect(isPassedOver(section)).toBe(false)
  section.dispatchEvent(new Passed(true))
  expect(isPassedOver(section)).toBe(true)
  heights.forget(section)
  expect(isPassedOver(section)).toBe(false)
  section.classList.add('finished')
  expect(isPassedOver(section)).toBe(true)
  section.dispatchEvent(new Passed(false))
  expect(isPassedOver(section)).toBe(false)
})

it('lays all out again for a new width, and nothing when the page is left', () => {
  type Take = (entries: readonly { target: Element; contentRect: { width: number; height: number } }[]) => void
  let takeSizes: Take = () => undefined
  class Sizes {
    constructor(take: Take) {
      takeSizes = take
    }
    observe(): void {}
    unobserve(): void {}
  }
  vi.stubGlobal('ResizeObserver', Sizes)
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((settle) => {
    settle(0)
    return 1
  })
  const { heights, sections } = answer('answer')
  const root = sections[0]?.parentElement
  if (!root) throw new Error('no section')
  const wide = (width: number): void => takeSizes([{ target: root, contentRect: { width, height: 900 } }])
  const finished = (): number => sections.filter((section) => section.classList.contains('finished')).length
  for (const section of sections) heights.finish(section)
  wide(700)
  takeSizes(sections.map((target) => ({ target, contentRect: { width: 700, height: 300 } })))
  expect(finished()).toBe(3)
  wide(0)
  wide(700)
  expect(finished()).toBe(3)
  wide(640)
  expect(finished()).toBe(0)
})

it.each([
  { className: 'answer', gone: [true, false, true] },
  { className: 'translation', gone: [false, false, false] }
])('only what is passed over in an answer gives up its boxes: $className', ({ className, gone }) => {
  const { sections } = answer(className)
  for (const at of [0, 2]) sections[at]?.dispatchEvent(new Passed(true))
  const asked = vi.spyOn(window, 'getComputedStyle')
  const hidden = new Set<Element>()
  asked.mockImplementation((section) => {
    if (section instanceof HTMLElement && section.style.display === 'none') hidden.add(section)
    return { display: 'none' } as CSSStyleDeclaration
  })
  letGoOfBoxes(document)
  expect(sections.map((section) => hidden.has(section))).toEqual(gone)
  expect(sections.map((section) => section.style.display)).toEqual(['', '', ''])
})
