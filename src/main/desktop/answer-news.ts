import type { ConversationId, MessageId, RunId } from '../../shared/domain/ids'
import type { Message } from '../../shared/domain/message'
import type { LiveRun } from '../../shared/ipc/events'

/** How an answer ended, as far as somebody who looked away wants to know. */
export type AnswerNews = 'ready' | 'asks' | 'broken'

export interface EndedAnswer {
  readonly conversationId: ConversationId
  readonly news: AnswerNews
}

/** Learns from the lists of live runs which answers have ended, and how. */
export class EndedAnswers {
  #live = new Map<RunId, LiveRun>()

  constructor(private readonly message: (id: MessageId) => Promise<Message>) {}

  /** The answers that are in no list any more. One that cannot be read, or that the person stopped, is no news. */
  async take(list: readonly LiveRun[]): Promise<readonly EndedAnswer[]> {
    const ended = [...this.#live.values()].filter(({ runId }) => !list.some((run) => run.runId === runId))
    this.#live = new Map(list.map((run) => [run.runId, run]))
    const news = await Promise.all(ended.map((run) => this.#news(run)))
    return news.filter((one): one is EndedAnswer => one !== null)
  }

  async #news({ conversationId, messageId }: LiveRun): Promise<EndedAnswer | null> {
    const message = await this.message(messageId).catch(() => null)
    if (message?.role !== 'assistant') return null
    const { phase } = message.state
    if (phase === 'interrupted' || phase === 'failed') return { conversationId, news: 'broken' }
    if (phase !== 'ended') return null
    return { conversationId, news: message.state.finish === 'tool_calls' ? 'asks' : 'ready' }
  }
}
