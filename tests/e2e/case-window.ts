import { expect, type Page } from '@playwright/test'
import type { Answer, Message } from '../../src/shared/domain/message'
import type { ConversationId, ProviderId } from '../../src/shared/domain/ids'
import type { Locale } from '../../src/shared/domain/settings'
import { isLive } from '../../src/shared/domain/run'
import type { Bridge } from '../../src/shared/ipc/bridge'
import { patienceMs } from '../conformance/play-case'
import type { ConformanceCase } from '../conformance/conformance-case'
import type { PlayedCase } from '../provider-server/provider-server'
import { RillPage } from './rill-page'
import { shownAnswer, type ShownAnswer } from './shown-answer'
import type { TakingTurns } from './taking-turns'

/** The name of the environment variable that holds the key of every case. */
export const KEY_VARIABLE = 'RILL_CONFORMANCE_KEY'
export const KEY = 'sk-conformance-0123456789'

const ENDED_LIMIT_MS = 30_000
/** As many as a person who waits for nothing would set, where the case is about further attempts. */
const RETRIES = 3

export interface WindowOutcome {
  /** As it is stored. */
  readonly answer: Answer
  readonly shown: ShownAnswer
  /** When Stop was pressed, in milliseconds since 1970; null where it was not. */
  readonly stoppedAtMs: number | null
}

/** One window of the app, in which cases are played one after another as a person would ask. */
export class CaseWindow {
  #rill: RillPage

  constructor(
    readonly page: Page,
    /** Which provider is asked is a setting of the whole app, so only one window asks at a time. */
    private readonly asking: TakingTurns
  ) {
    this.#rill = new RillPage(page)
  }

  /** Asks the provider that plays the case, as this model, which nothing else has; waits for the end of the answer. */
  async play(one: ConformanceCase, played: PlayedCase, model: string): Promise<WindowOutcome> {
    const providerId = await this.#addProvider(one, played.baseUrl, model)
    await this.asking.take(() => this.#ask(one, providerId, model))
    const needsStop = JSON.stringify(one).includes('<<CLIENT_CANCEL>>')
    const stoppedAtMs = needsStop ? await this.#stop(one, played) : null
    await this.#ended()
    const answer = await this.#stored(await this.#conversationId())
    return { answer, shown: await shownAnswer(this.page), stoppedAtMs }
  }

  /** What the window shows of a case that was played before, the app being in this language now. */
  async reopen(model: string, locale: Locale): Promise<ShownAnswer> {
    this.#rill = new RillPage(this.page, locale)
    await this.#rill.conversation(model).click()
    await this.#rill.main.getByText(model).first().waitFor()
    await this.#ended()
    return shownAnswer(this.page)
  }

  async #addProvider(one: ConformanceCase, baseUrl: string, model: string): Promise<ProviderId> {
    const patience = one.expected.errorKind?.startsWith('timeout_') ? patienceMs(one.body ?? '') : null
    const change = {
      keySource: { kind: 'environment', variable: KEY_VARIABLE },
      name: model,
      model,
      ...(patience === null ? {} : { limits: { connectMs: patience, firstEventMs: patience, idleMs: patience } })
    } as const
    return this.page.evaluate(
      async ({ baseUrl, change }) => {
        const { call } = Reflect.get(window, 'rill') as Bridge
        const added = await call('providers:add', { preset: 'custom', baseUrl })
        if (!added.ok) throw new Error(added.fault.message)
        const changed = await call('providers:change', { providerId: added.value.id, change })
        if (!changed.ok) throw new Error(changed.fault.message)
        return added.value.id
      },
      { baseUrl, change }
    )
  }

  async #ask(one: ConformanceCase, chosenProviderId: ProviderId, model: string): Promise<void> {
    const isOneAttempt = one.sequence === undefined && one.expected.requests === undefined
    await this.#rill.change({ chosenProviderId, maxRetries: isOneAttempt ? 0 : RETRIES })
    await this.#rill.newConversation()
    await this.#rill.main.getByText(model).first().waitFor()
    await this.#rill.ask(`${model}: what is ${one.name}?`)
    await this.#answer.waitFor()
  }

  async #stop(one: ConformanceCase, played: PlayedCase): Promise<number> {
    await played.cancelPoint
    if (one.expected.text) await expect(this.#rill.answer).toHaveText(one.expected.text)
    const pressed = this.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const press = (): void => resolve(performance.timeOrigin + performance.now())
          addEventListener('click', press, { capture: true, once: true })
        })
    )
    await this.#rill.stop.click()
    return pressed
  }

  async #ended(): Promise<void> {
    await this.#answer.and(this.page.locator('[aria-busy=false]')).waitFor({ timeout: ENDED_LIMIT_MS })
  }

  get #answer() {
    return this.#rill.main.getByRole('article', { name: this.#rill.say('chat_answer') }).last()
  }

  async #conversationId(): Promise<ConversationId> {
    const hash = await this.page.evaluate(() => location.hash)
    const id = new URLSearchParams(hash.slice(1)).get('conversation')
    if (id === null) throw new Error('the window shows no conversation')
    return id as ConversationId
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
