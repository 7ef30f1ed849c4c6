import type { MessageId } from '../../../shared/domain/ids'
import type { FoundMessage } from '../../../shared/ipc/calls'

/** How often each message on the page shows what is looked for. */
export type PageCounts = ReadonlyMap<MessageId, number>

/** What a message on the page showed where main had counted `of` in its source. */
interface Correction {
  readonly count: number
  readonly of: number
}

/**
 * How often each message of a conversation has what is looked for. Main counts it in the source of all of them, near
 * enough; what the page shows is right, and stays right when the message has left the page.
 */
export class FoundCounts {
  #stored: ReadonlyMap<MessageId, number> = new Map()
  /** Only of those that differ; each holds for as long as main counts what it counted then. */
  readonly #corrections = new Map<MessageId, Correction>()

  /** What main counts now, and what the page shows, null until that has been looked at. */
  store(found: readonly FoundMessage[], page: PageCounts | null): void {
    this.#stored = new Map(found.map(({ messageId, count }) => [messageId, count]))
    if (page) this.see(page)
  }

  /** What the messages on the page show now. */
  see(page: PageCounts): void {
    for (const [id, count] of page) {
      const of = this.#of(id)
      if (count === of) this.#corrections.delete(id)
      else this.#corrections.set(id, { count, of })
    }
  }

  /** Something else is looked for. */
  clear(): void {
    this.#stored = new Map()
    this.#corrections.clear()
  }

  /** In the order of the conversation; `placeOf` says where in it a message stands, -1 for nowhere. */
  list(placeOf: (id: MessageId) => number): readonly FoundMessage[] {
    const counts = new Map(this.#stored)
    for (const [id, { count, of }] of this.#corrections) {
      if (of === this.#of(id) && (of > 0 || placeOf(id) !== -1)) counts.set(id, count)
    }
    const found = [...counts].map(([messageId, count]) => ({ messageId, count })).filter(({ count }) => count > 0)
    const isInOrder = counts.size === this.#stored.size
    return isInOrder ? found : found.sort((a, b) => placeOf(a.messageId) - placeOf(b.messageId))
  }

  #of(id: MessageId): number {
    return this.#stored.get(id) ?? 0
  }
}
