import type { MessageId } from '../../../shared/domain/ids'
import { countIn, foldText } from '../../../shared/find-text'
import type { FoundMessage, Reply } from '../../../shared/ipc/calls'

export interface FindPorts {
  /** Every message of the conversation that has this text, loaded or not; null without a conversation. */
  readonly find: (text: string) => Promise<Reply<readonly FoundMessage[]>> | null
  /** The answer that is being written, which is not stored yet; null when there is none. */
  readonly live: () => { readonly id: MessageId; readonly text: string } | null
  /** Whether this message is above what can be seen. */
  readonly isAbove: (id: MessageId) => boolean
  readonly show: (id: MessageId) => void
}

/** One place of what is found: the `nth` of its message, from 0. */
export interface FoundPlace {
  readonly id: MessageId
  readonly nth: number
}

/** What is looked for in a conversation and where it is found. */
export class FindInConversation {
  #open = $state(false)
  #text = $state('')
  #stored = $state.raw<readonly FoundMessage[]>([])
  #current = $state.raw<FoundPlace | null>(null)
  #searching = false
  #searched = ''

  readonly found = $derived.by(() => this.#withLive())
  readonly total = $derived(this.found.reduce((total, { count }) => total + count, 0))
  /** From 1; 0 while there is none. */
  readonly position = $derived.by(() => {
    const current = this.#current
    const at = this.found.findIndex(({ messageId }) => messageId === current?.id)
    if (!current || at === -1) return 0
    return this.found.slice(0, at).reduce((before, { count }) => before + count, 0) + current.nth + 1
  })

  constructor(private readonly ports: FindPorts) {}

  get open(): boolean {
    return this.#open
  }

  get text(): string {
    return this.#text
  }

  get current(): FoundPlace | null {
    return this.#open ? this.#current : null
  }

  /** Folded; empty when nothing is to be marked. */
  get wanted(): string {
    return this.#open ? foldText(this.#text) : ''
  }

  show(): void {
    this.#open = true
    this.#searched = ''
    void this.#search()
  }

  close(): void {
    this.#open = false
  }

  write(text: string): void {
    this.#text = text
    void this.#search()
  }

  /** What is stored is other when an answer has ended: counts anew, and leaves the view where it is. */
  async refresh(): Promise<void> {
    if (!this.#open) return
    const text = this.#text
    const reply = await this.ports.find(text)
    // A search for another text brings what is stored now by itself.
    if (text !== this.#searched || this.#searching || !reply?.ok) return
    const seen = new Map(this.#stored.map(({ messageId, count }) => [messageId, count]))
    this.#stored = reply.value.map(({ messageId, count }) => ({ messageId, count: seen.get(messageId) ?? count }))
  }

  /** On to the next place, or back to the one before; from the last to the first. */
  step(by: 1 | -1): void {
    const { total } = this
    if (total === 0) return
    const from = this.position === 0 && by === -1 ? 1 : this.position
    this.#go((from - 1 + by + total) % total)
  }

  /** How often a message on the page really shows it: marks of Markdown may have been counted with it. */
  seen(id: MessageId, count: number): void {
    // Until its search is answered, what is known belongs to the text before.
    if (this.#searching) return
    const known = this.#stored.find(({ messageId }) => messageId === id)
    if (!known || known.count === count || this.ports.live()?.id === id) return
    this.#stored = this.#stored
      .map((found) => (found === known ? { messageId: id, count } : found))
      .filter((found) => found.count > 0)
    if (this.#current?.id === id && this.#current.nth >= count) this.#choose()
  }

  /** One search at a time: what was written meanwhile is looked for after it. */
  async #search(): Promise<void> {
    if (this.#searching) return
    this.#searching = true
    try {
      while (this.#open && this.#searched !== this.#text) {
        this.#searched = this.#text
        const reply = await this.ports.find(this.#text)
        this.#stored = reply?.ok ? reply.value : []
      }
    } finally {
      this.#searching = false
    }
    this.#choose()
  }

  #withLive(): readonly FoundMessage[] {
    const live = this.#open ? this.ports.live() : null
    if (!live) return this.#stored
    const stored = this.#stored.filter(({ messageId }) => messageId !== live.id)
    const count = countIn(live.text, foldText(this.#text))
    return count === 0 ? stored : [...stored, { messageId: live.id, count }]
  }

  /** Stays at the same message, or begins with what comes first after the upper edge of the view. */
  #choose(): void {
    const { found } = this
    const same = found.findIndex(({ messageId }) => messageId === this.#current?.id)
    const below = found.findIndex(({ messageId }) => !this.ports.isAbove(messageId))
    const at = same !== -1 ? same : below !== -1 ? below : found.length - 1
    if (at === -1) this.#current = null
    else this.#go(found.slice(0, at).reduce((before, { count }) => before + count, 0))
  }

  #go(position: number): void {
    let left = position
    for (const { messageId: id, count } of this.found) {
      if (left < count) {
        this.#current = { id, nth: left }
        return this.ports.show(id)
      }
      left -= count
    }
  }
}
