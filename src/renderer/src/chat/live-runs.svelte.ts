import { SvelteMap } from 'svelte/reactivity'
import type { MessageId, RunId } from '../../../shared/domain/ids'
import type { Answer, Message } from '../../../shared/domain/message'
import { isLive } from '../../../shared/domain/run'
import { runPorts } from '../run/run-ports'
import { RunView, type ShownRun } from '../run/run-view'

/** Times of more answers than this are forgotten, the oldest first: a window may stay open for months. */
const MOST_REASONING_TIMES = 500

/** The runs that go on in one conversation, attached, and what each shows. */
export class LiveRuns {
  readonly #shown = new SvelteMap<RunId, ShownRun>()
  readonly #views = new Map<RunId, RunView>()
  readonly #reasoningMs = new SvelteMap<MessageId, number>()

  /** What a live run shows of this answer; null when it is over and what is stored is all. */
  shown({ runId }: Answer): ShownRun | null {
    return this.#shown.get(runId) ?? null
  }

  /** Null where nobody has watched it think. */
  reasoningMs({ id, runId }: Answer): number | null {
    return this.#shown.get(runId)?.reasoningMs ?? this.#reasoningMs.get(id) ?? null
  }

  /** Attaches to those that go on among these messages, and lets go of the others. */
  follow(messages: readonly Message[]): void {
    const live = messages.filter((message): message is Answer => message.role === 'assistant' && isLive(message.state))
    const runIds = new Set(live.map(({ runId }) => runId))
    this.#close((runId) => !runIds.has(runId))
    for (const answer of live) this.#attach(answer)
  }

  leave(): void {
    this.#close(() => true)
  }

  #attach({ id, runId }: Answer): void {
    if (this.#views.has(runId)) return
    const view = new RunView(runId, runPorts, {
      onShow: (shown) => {
        this.#shown.set(runId, shown)
        if (shown.reasoningMs !== null) this.#keepReasoningMs(id, shown.reasoningMs)
      },
      onGone: () => this.#close((gone) => gone === runId)
    })
    this.#views.set(runId, view)
  }

  #keepReasoningMs(id: MessageId, ms: number): void {
    this.#reasoningMs.set(id, ms)
    const [oldest] = this.#reasoningMs.keys()
    if (oldest !== undefined && this.#reasoningMs.size > MOST_REASONING_TIMES) this.#reasoningMs.delete(oldest)
  }

  #close(which: (runId: RunId) => boolean): void {
    for (const [runId, view] of this.#views) {
      if (!which(runId)) continue
      view.close()
      this.#views.delete(runId)
      this.#shown.delete(runId)
    }
  }
}
