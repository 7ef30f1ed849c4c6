import { afterEach, expect, it, vi } from 'vitest'
import { nextPaint } from './next-paint'

class FakeDocument extends EventTarget {
  visibilityState = 'visible'

  become(state: 'visible' | 'hidden'): void {
    this.visibilityState = state
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

function page(): { document: FakeDocument; frame: () => void } {
  const document = new FakeDocument()
  const waiting = new Map<number, () => void>()
  vi.stubGlobal('document', document)
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) => waiting.set(waiting.size, paint).size - 1)
  vi.stubGlobal('cancelAnimationFrame', (id: number) => waiting.delete(id))
  const frame = (): void => [...waiting.values()].forEach((paint) => paint())
  return { document, frame }
}

afterEach(() => vi.unstubAllGlobals())

it('paints once, with the next frame or when the window is hidden before it', () => {
  for (const hide of [false, true]) {
    const { document, frame } = page()
    const paint = vi.fn()
    nextPaint(paint)
    document.become('visible')
    expect(paint).not.toHaveBeenCalled()
    if (hide) document.become('hidden')
    else frame()
    expect(paint).toHaveBeenCalledOnce()
    document.become('hidden')
    frame()
    expect(paint).toHaveBeenCalledOnce()
  }
})

it('paints nothing once it is cancelled', () => {
  const { document, frame } = page()
  const paint = vi.fn()
  nextPaint(paint)()
  document.become('hidden')
  frame()
  expect(paint).not.toHaveBeenCalled()
})
