import { expect, type Page } from '@playwright/test'
import type { ConversationId } from '../../src/shared/domain/ids'
import type { Bridge } from '../../src/shared/ipc/bridge'
import type { AppUnderTest } from '../e2e/app-under-test'
import { RillPage } from '../e2e/rill-page'
import { deleteConversation } from './delete-conversation'
import type { Asker } from './load'
import type { SeededRandom } from './seeded-random'

const LONGEST_CONVERSATION = 5
/** Every so many answers a second window reads along for a while. */
const SECOND_WINDOW_EVERY = 8
const END_LIMIT_MS = 60_000
const SHOWN_LIMIT_MS = 30_000

/** Asks in the window as a person does: types, reads, presses Stop and "now", opens a second window. */
export class SeenAsker implements Asker {
  stops = 0
  readonly #rill: RillPage
  readonly #page: Page
  #inConversation = 0
  #answers = 0

  constructor(
    private readonly app: AppUnderTest,
    private readonly random: SeededRandom
  ) {
    this.#page = app.page
    this.#rill = new RillPage(app.page)
  }

  async ask(): Promise<void> {
    if (this.#inConversation >= LONGEST_CONVERSATION) await this.rest()
    this.#inConversation++
    const question = `What is the tide at ${this.random.between(0, 23)}? (${this.#answers + 1})`
    const before = await this.#lastRow()
    await this.#rill.ask(question)
    // The question may be above what is on the page by now: its answer is waited for.
    await expect.poll(() => this.#lastRow(), { timeout: SHOWN_LIMIT_MS }).not.toBe(before)
    if (++this.#answers % SECOND_WINDOW_EVERY === 0) await this.#readAlong()
    else if (this.random.chance(0.2)) await this.#stopAfter(this.random.between(0, 500))
    await this.#untilEnd()
  }

  /** Leaves the window with an empty conversation: only like can be compared with like. */
  async rest(): Promise<void> {
    const last = await this.#conversationId()
    await this.#rill.newConversation()
    this.#inConversation = 0
    if (last !== null) await deleteConversation(this.#page, last)
  }

  /** The message at the end of the page; null where there is none. */
  #lastRow(): Promise<string | null> {
    return this.#page.evaluate(() => {
      const rows = [...document.querySelectorAll<HTMLElement>('main [data-message]')]
      return rows.at(-1)?.dataset['message'] ?? null
    })
  }

  get #answersShown() {
    return this.#rill.main.getByRole('article', { name: this.#rill.say('chat_answer') })
  }

  async #conversationId(): Promise<ConversationId | null> {
    const hash = await this.#page.evaluate(() => location.hash.slice(1))
    return new URLSearchParams(hash).get('conversation') as ConversationId | null
  }

  async #stopAfter(ms: number): Promise<void> {
    this.stops++
    await new Promise((resolve) => setTimeout(resolve, ms))
    await this.#rill.composer.press('Escape')
  }

  /** Half of the waits before another attempt are cut short. */
  async #untilEnd(): Promise<void> {
    const over = this.#answersShown.last().and(this.#page.locator('[aria-busy=false]'))
    const now = this.#rill.button('stats_retry_now')
    while ((await over.count()) === 0 && this.random.chance(0.5)) {
      await over.or(now).first().waitFor({ timeout: END_LIMIT_MS })
      // Not a click of Playwright's, which would wait for a button that may have just gone.
      await now.evaluateAll((buttons) => buttons.forEach((button) => button instanceof HTMLElement && button.click()))
    }
    await over.waitFor({ timeout: END_LIMIT_MS })
  }

  async #readAlong(): Promise<void> {
    const opened = this.app.electron.waitForEvent('window')
    const conversationId = await this.#conversationId()
    await this.#page.evaluate(async (conversationId) => {
      const { call } = Reflect.get(window, 'rill') as Bridge
      await call('app:new-window', { conversationId })
    }, conversationId)
    const second = await opened
    await new RillPage(second).main.getByRole('article').last().waitFor()
    await second.close()
  }
}
