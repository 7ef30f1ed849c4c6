import { expect, type Locator, type Page } from '@playwright/test'
import { windowWords } from './window-words'

/** The scrolling view of a conversation, measured as a person sees it. */
export class ThreadPage {
  readonly scroller: Locator
  readonly rows: Locator

  constructor(readonly page: Page) {
    this.scroller = page.getByRole('region', { name: windowWords('en')('chat_thread'), exact: true })
    this.rows = this.scroller.locator('[data-message]')
  }

  message(nth: number): Locator {
    const text = nth % 2 === 1 ? `Question number ${String(nth)}: why?` : `Answer number ${String(nth)}.`
    return this.scroller.getByText(text, { exact: true })
  }

  /** Where the message with this text stands below the upper edge, in pixels; null when it is not on the page. */
  async top(nth: number): Promise<number | null> {
    const message = this.message(nth)
    if ((await message.count()) === 0) return null
    const [box, own] = [await message.boundingBox(), await this.scroller.boundingBox()]
    return box && own ? box.y - own.y : null
  }

  /** Waits until the view is at its end, which is this message. */
  async atEnd(nth: number): Promise<void> {
    await expect(this.message(nth)).toBeAttached()
    await expect.poll(() => this.left()).toBe(0)
  }

  /** Waits until the messages before the end of a long conversation are known. */
  async whole(): Promise<void> {
    await expect.poll(() => this.scroller.evaluate((node) => node.scrollHeight)).toBeGreaterThan(500_000)
  }

  /** Waits until every message near the view is there. */
  async read(): Promise<void> {
    await this.painted()
    await expect(this.scroller.locator('[aria-busy=true]')).toHaveCount(0)
    await this.painted()
  }

  /** How many pixels are left below what can be seen. */
  left(): Promise<number> {
    return this.scroller.evaluate((node) => Math.round(node.scrollHeight - node.clientHeight - node.scrollTop))
  }

  /** How far it is scrolled, and how far it could be, in pixels. */
  place(): Promise<readonly [top: number, height: number]> {
    return this.scroller.evaluate((node) => [node.scrollTop, node.scrollHeight] as const)
  }

  nodes(): Promise<number> {
    return this.scroller.evaluate((node) => node.querySelectorAll('*').length)
  }

  async scrollBy(px: number): Promise<void> {
    await this.scroller.evaluate((node, px) => node.scrollBy({ top: px }), px)
    await this.painted()
  }

  /** Waits until what has changed by now is on the screen. */
  async painted(): Promise<void> {
    const twoFrames = (): Promise<unknown> =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    await this.page.evaluate(twoFrames)
  }
}
