import type { Page } from '@playwright/test'
import type { ConversationId, MessageId, ProviderId } from '../../src/shared/domain/ids'
import type { StartedRun } from '../../src/shared/ipc/chat-calls'
import type { Bridge } from '../../src/shared/ipc/bridge'
import type { Asker } from './load'
import { deleteConversation } from './delete-conversation'
import type { SeededRandom } from './seeded-random'

/** How many answers a conversation gets before it is deleted. */
const LONGEST_CONVERSATION = 6

type Step =
  | { readonly do: 'ask'; readonly conversationId: ConversationId | null; readonly text: string }
  | { readonly do: 'regenerate' | 'continue'; readonly answerId: MessageId }

/** Asks over the bridge in conversations that no window shows, as several answers at once do. */
export class UnseenAsker implements Asker {
  stops = 0
  #conversationId: ConversationId | null = null
  #answerId: MessageId | null = null
  #answers = 0

  constructor(
    private readonly page: Page,
    private readonly providerId: ProviderId,
    private readonly random: SeededRandom
  ) {}

  async ask(): Promise<void> {
    if (this.#answers >= LONGEST_CONVERSATION) await this.#startAnew()
    const stopAfterMs = this.random.chance(0.15) ? this.random.between(0, 600) : null
    if (stopAfterMs !== null) this.stops++
    const step = this.#step()
    const started = await this.page.evaluate(playUnseen, { step, providerId: this.providerId, stopAfterMs })
    this.#conversationId = started?.conversationId ?? this.#conversationId
    this.#answerId = started?.answerId ?? this.#answerId
    this.#answers++
  }

  #step(): Step {
    const answerId = this.#answerId
    const again = this.random.weighted([[8, 'ask'], [1, 'regenerate'], [1, 'continue']] as const)
    if (again !== 'ask' && answerId !== null) return { do: again, answerId }
    return { do: 'ask', conversationId: this.#conversationId, text: `What is the tide at ${this.random.between(0, 23)}?` }
  }

  async #startAnew(): Promise<void> {
    const conversationId = this.#conversationId
    this.#conversationId = null
    this.#answerId = null
    this.#answers = 0
    if (conversationId !== null) await deleteConversation(this.page, conversationId)
  }
}

interface Unseen {
  readonly step: Step
  readonly providerId: ProviderId
  readonly stopAfterMs: number | null
}

/**
 * Runs in the page: starts the run, stops it or hurries its retries on, and waits for its end. Null for an answer that
 * has come to its end by itself and so takes no continuation.
 */
async function playUnseen({ step, providerId, stopAfterMs }: Unseen): Promise<StartedRun | null> {
  const { call, on } = Reflect.get(window, 'rill') as Bridge
  const settings = { providerId, model: 'soak', systemPrompt: '', temperature: null }
  const reply = await (step.do === 'ask'
    ? call('chat:ask', { conversationId: step.conversationId, text: step.text, ...settings })
    : call(step.do === 'regenerate' ? 'chat:regenerate' : 'chat:continue', { answerId: step.answerId }))
  if (!reply.ok && step.do === 'continue' && reply.fault.kind === 'bad_ask') return null
  if (!reply.ok) throw new Error(`${step.do}: ${reply.fault.kind}, ${reply.fault.message}`)
  const { runId } = reply.value
  const stopping = stopAfterMs === null ? undefined : setTimeout(() => void call('chat:stop', { runId }), stopAfterMs)
  const hurrying = setInterval(() => void call('chat:retry-now', { runId }), 150)
  await new Promise<void>((resolve) => {
    // Asked for each time: pushes and replies come on roads of their own, so a push may be older than the last reply.
    const look = async (): Promise<void> => {
      const live = await call('chat:live', {})
      if (!live.ok || live.value.some((run) => run.runId === runId)) return
      off()
      resolve()
    }
    const off = on('chat:live', () => void look())
    void look()
  })
  clearTimeout(stopping)
  clearInterval(hurrying)
  return reply.value
}
