import type { MessageId } from '../../../shared/domain/ids'
import { foldText } from '../../../shared/find-text'
import type { FoundMessage, Reply } from '../../../shared/ipc/calls'
import { FoundCounts, type PageCounts } from './find-counts'
import { GrowingCount } from './growing-count'

export interface FindPorts {
  /** Every message of the conversation that has this text, loaded or not; null without a conversation. */
  readonly find: (text: string) => Promise<Reply<readonly FoundMessage[]>> | null
  /** The answer that is being written, which is not stored yet; null when there is none. */
  readonly live: () => { readonly id: MessageId; readonly text: string } | null
  /** Where in the conversation a message stands; -1 when it is not in it. */
  readonly placeOf: (id: MessageId) => number
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
  /** Of all messages, as last brought together from main and the page. */
  #counted = $state.raw<readonly FoundMessage[]>([])
  #current = $state.raw<FoundPlace | null>(null)
  /** How often what is on the page shows it; null until that has been looked at. */
  #page = $state.raw<PageCounts | null>(null)
  readonly #counts = new FoundCounts()
  readonly #growing = new GrowingCount()
  #searching = false
  #searched = ''

  // Apart, so that a word more of an answer is counted and what is found in all others is not gone through for it.
  readonly #liveId = $derived.by(() => (this.#open ? (this.ports.live()?.id ?? null) : null))
  readonly #liveCount = $derived.by(() => this.#countLive())
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
    if (!this.#open) this.#forget()
    this.#open = true
    this.#searched = ''
    void this.#search()
  }

  close(): void {
    this.#open = false
    this.#forget()
  }

  write(text: string): void {
    if (text !== this.#text) this.#forget()
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
    this.#counts.store(reply.value, this.#page)
    this.#count()
  }

  /** On to the next place, or back to the one before; from the last to the first. */
  step(by: 1 | -1): void {
    const { total } = this
    if (total === 0) return
    const from = this.position === 0 && by === -1 ? 1 : this.position
    this.#go((from - 1 + by + total) % total)
  }

  /** How often each message on the page shows `wanted`, which is right whatever was counted in its source. */
  seen(page: PageCounts, wanted: string): void {
    const before = this.#page
    if (wanted === '' || wanted !== this.wanted || (before && isSame(page, before, null))) return
    this.#page = page
    this.#counts.see(page)
    // Until its search is answered, what is counted belongs to the text before.
    if (this.#searching) return
    if (!before || !isSame(page, before, this.#liveId)) this.#count()
    if (this.#current === null && !before) this.#choose()
    else this.#keepWithin(page, before)
  }

  /**
   * The place to be at may have been counted where the page shows less. What was shown there and is not now, as of a
   * question that is being edited, moves no view.
   */
  #keepWithin(page: PageCounts, before: PageCounts | null): void {
    const current = this.#current
    const shown = current === null ? undefined : page.get(current.id)
    if (current === null || shown === undefined || current.nth < shown) return
    if (shown > 0) this.#current = { id: current.id, nth: shown - 1 }
    else if (!before?.get(current.id)) this.#choose()
  }

  #forget(): void {
    this.#page = null
    this.#counts.clear()
  }

  #count(): void {
    this.#counted = this.#counts.list((id) => this.ports.placeOf(id))
  }

  /** One search at a time: what was written meanwhile is looked for after it. */
  async #search(): Promise<void> {
    if (this.#searching) return
    this.#searching = true
    try {
      while (this.#open && this.#searched !== this.#text) {
        this.#searched = this.#text
        const reply = await this.ports.find(this.#text)
        if (this.#searched !== this.#text) continue
        this.#counts.store(reply?.ok ? reply.value : [], this.#page)
        this.#count()
      }
    } finally {
      this.#searching = false
    }
    this.#choose()
  }

  #countLive(): number {
    const live = this.#open ? this.ports.live() : null
    if (!live) return 0
    return this.#page?.get(live.id) ?? this.#growing.of(live.id, live.text, this.wanted)
  }

  #withLive(): readonly FoundMessage[] {
    const [id, count] = [this.#liveId, this.#liveCount]
    if (id === null) return this.#counted
    const others = this.#counted.filter(({ messageId }) => messageId !== id)
    return count === 0 ? others : [...others, { messageId: id, count }]
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

/** Whether both pages show the same, but for one message that is counted by itself. */
function isSame(a: PageCounts, b: PageCounts, but: MessageId | null): boolean {
  return a.size === b.size && [...a].every(([id, count]) => id === but || b.get(id) === count)
}
