import { expect, type Page } from '@playwright/test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Answer, Message } from '../../src/shared/domain/message'
import type { ConversationId } from '../../src/shared/domain/ids'
import type { Locale } from '../../src/shared/domain/settings'
import { isLive } from '../../src/shared/domain/run'
import type { Bridge } from '../../src/shared/ipc/bridge'
import { patienceMs } from '../conformance/play-case'
import type { ConformanceCase } from '../conformance/conformance-case'
import type { Stopped } from '../conformance/stop-now'
import type { PlayedCase } from '../provider-server/provider-server'
import { RillPage } from './rill-page'
import { shownAnswer, type ShownAnswer } from './shown-answer'
import type { StopWatch } from './stop-watch'

/** The name of the environment variable that holds the key of every case. */
export const KEY_VARIABLE = 'RILL_CONFORMANCE_KEY'
export const KEY = 'sk-conformance-0123456789'

const ENDED_LIMIT_MS = 30_000
const REACHED_LIMIT_MS = 10_000

export interface WindowOutcome {
  readonly conversationId: ConversationId
  /** As it is stored. */
  readonly answer: Answer
  readonly shown: ShownAnswer
  /** Null where Stop was not pressed. */
  readonly stopped: Stopped | null
}

export function stops(one: ConformanceCase): boolean {
  return JSON.stringify(one).includes('<<CLIENT_CANCEL>>')
}

/** One window of the app, in which cases are played one after another. */
export class CaseWindow {
  readonly #rill: RillPage

  constructor(
    readonly page: Page,
    private readonly stopWatch: StopWatch
  ) {
    this.#rill = new RillPage(page)
  }

  /** Asks the provider that plays the case and watches the answer from its beginning to its end. */
  async play(one: ConformanceCase, played: PlayedCase): Promise<WindowOutcome> {
    const conversationId = await this.#ask(one, played.baseUrl)
    await this.#open(conversationId)
    const stopped = stops(one) ? await this.#stop(one, played) : null
    const shown = await this.#shown(one, conversationId)
    return { conversationId, answer: await this.#stored(conversationId), shown, stopped }
  }

  /** What the window shows of a case that was played before, the app being in this language now. */
  async reopen(one: ConformanceCase, conversationId: ConversationId, locale: Locale): Promise<ShownAnswer> {
    await new RillPage(this.page, locale).composer.waitFor()
    await this.#open(conversationId)
    return this.#shown(one, conversationId)
  }

  /** The calls of the composer, without typing: other tests type. */
  #ask(one: ConformanceCase, baseUrl: string): Promise<ConversationId> {
    const patience = one.expected.errorKind?.startsWith('timeout_') ? patienceMs(one.body ?? '') : null
    const change = {
      keySource: { kind: 'environment', variable: KEY_VARIABLE },
      name: one.name,
      ...(patience === null ? {} : { limits: { connectMs: patience, firstEventMs: patience, idleMs: patience } })
    } as const
    return this.page.evaluate(
      async ({ baseUrl, change, text }) => {
        const { call } = Reflect.get(window, 'rill') as Bridge
        const added = await call('providers:add', { preset: 'custom', baseUrl })
        if (!added.ok) throw new Error(added.fault.message)
        const providerId = added.value.id
        const changed = await call('providers:change', { providerId, change })
        if (!changed.ok) throw new Error(changed.fault.message)
        const own = { providerId, model: 'test-model', systemPrompt: '', temperature: null }
        const asked = await call('chat:ask', { conversationId: null, text, ...own })
        if (!asked.ok) throw new Error(asked.fault.message)
        return asked.value.conversationId
      },
      { baseUrl, change, text: questionOf(one) }
    )
  }

  async #open(conversationId: ConversationId): Promise<void> {
    await this.page.waitForFunction((conversationId) => {
      const item = document.querySelector(`nav [data-conversation="${conversationId}"]`)
      if (item instanceof HTMLElement) item.click()
      // Only the rows near what can be seen are on the page: the next look is one view further, and from the top again.
      const list = document.querySelector('nav [role=presentation]')
      if (list && !item) {
        const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1
        list.scrollTop = isAtEnd ? 0 : list.scrollTop + list.clientHeight
      }
      return item !== null
    }, conversationId)
  }

  async #stop(one: ConformanceCase, played: PlayedCase): Promise<Stopped> {
    await Promise.race([played.cancelPoint, notReached(one)])
    if (one.expected.text) await expect(this.#rill.answer).toHaveText(one.expected.text)
    return this.stopWatch.press(this.#rill)
  }

  /** The answer to this question, once it is over. */
  async #shown(one: ConformanceCase, conversationId: ConversationId): Promise<ShownAnswer> {
    const over = this.page.waitForFunction(
      (conversationId) => {
        // By the address: the question, and the row in the list, may be far from what is on the page.
        const isThis = location.hash.includes(conversationId)
        const newest = [...document.querySelectorAll('main article')].at(-1)
        return isThis && newest?.getAttribute('aria-busy') === 'false'
      },
      conversationId,
      { timeout: ENDED_LIMIT_MS }
    )
    await over.catch(async (cause: unknown) => {
      const seen = await this.page.evaluate(async () => {
        const { call } = Reflect.get(window, 'rill') as Bridge
        const articles = [...document.querySelectorAll<HTMLElement>('main article')]
        const shown = articles.map((article) => [article.getAttribute('aria-busy'), article.innerText.slice(0, 500)])
        return JSON.stringify({ shown, live: await call('chat:live', {}) })
      })
      throw new Error(`"${one.name}" is not over in the window: ${seen}`, { cause })
    })
    return shownAnswer(this.page)
  }

  /** The window may show the end a moment before it is put away. */
  async #stored(conversationId: ConversationId): Promise<Answer> {
    let last: Message | undefined
    await expect(async () => {
      last = await this.#lastMessage(conversationId)
      expect(last?.role === 'assistant' && !isLive(last.state)).toBe(true)
    }).toPass({ timeout: ENDED_LIMIT_MS, intervals: [20, 50, 100] })
    if (last?.role !== 'assistant') throw new Error('the conversation ends without an answer')
    return last
  }

  #lastMessage(conversationId: ConversationId): Promise<Message | undefined> {
    return this.page.evaluate(async (conversationId) => {
      const { call } = Reflect.get(window, 'rill') as Bridge
      const open = await call('conversations:open', { conversationId })
      if (!open.ok) throw new Error(open.fault.message)
      return open.value.messages.at(-1)
    }, conversationId)
  }
}

function questionOf({ name }: ConformanceCase): string {
  return `What is ${name}?`
}

async function notReached({ name }: ConformanceCase): Promise<never> {
  await wait(REACHED_LIMIT_MS, undefined, { ref: false })
  throw new Error(`the provider of "${name}" was not asked, or did not come to the place where Stop is pressed`)
}
