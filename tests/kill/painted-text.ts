import type { Page } from '@playwright/test'
import { setTimeout } from 'node:timers/promises'
import { ANSWER } from '../e2e/rill-page'

const BINDING = 'tellPainted'
/** Several frames, also where the machine is busy. */
const REST_MS = 400
/** Shorter than the app waits for its disk before it says so. */
const REST_LIMIT_MS = 2_000
const LOOK_EVERY_MS = 10

/**
 * What the page has painted of its newest answer, as far as it is known outside the app: after each paint the page
 * reports through the debugging protocol what is new. It outlives the app, which cannot take anything of it back.
 */
export class PaintedText {
  /** Ends with what the last report said. */
  text = ''
  /** How often a text that had been painted was painted no more. */
  losses = 0
  #changedMs = 0

  private constructor() {}

  static async watch(page: Page): Promise<PaintedText> {
    const painted = new PaintedText()
    const session = await page.context().newCDPSession(page)
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === BINDING) painted.#take(JSON.parse(payload) as Report)
    })
    await session.send('Runtime.enable')
    await session.send('Runtime.addBinding', { name: BINDING })
    await page.evaluate(reportPaints, { selector: ANSWER, binding: BINDING })
    return painted
  }

  /** Resolves when from now on nothing new has been painted for a while. */
  async rests(): Promise<void> {
    this.#changedMs = performance.now()
    const until = this.#changedMs + REST_LIMIT_MS
    while (performance.now() - this.#changedMs < REST_MS && performance.now() < until) await setTimeout(LOOK_EVERY_MS)
  }

  #take({ kept, added }: Report): void {
    this.#changedMs = performance.now()
    if (kept < this.text.length) this.losses += 1
    this.text = this.text.slice(0, kept) + added
  }
}

interface Report {
  /** How much of what was reported before is still there, in characters. */
  readonly kept: number
  readonly added: string
}

/** Runs in the page. */
function reportPaints({ selector, binding }: { selector: string; binding: string }): void {
  const report = Reflect.get(window, binding) as (payload: string) => void
  const { port1: painting, port2: painted } = new MessageChannel()
  let last = ''
  // A message that is sent while a frame is being made arrives when it has been painted.
  const nextPaint = (): void => {
    requestAnimationFrame(() => painting.postMessage(null))
  }
  painted.onmessage = () => {
    const text = [...document.querySelectorAll(selector)].at(-1)?.textContent ?? ''
    if (text !== last) {
      const kept = text.startsWith(last) ? last.length : 0
      report(JSON.stringify({ kept, added: text.slice(kept) }))
      last = text
    }
    nextPaint()
  }
  nextPaint()
}
