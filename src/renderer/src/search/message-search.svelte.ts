import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import type { Fault } from '../../../shared/fault'
import type { Reply } from '../../../shared/ipc/calls'
import type { FoundConversation, SearchAsk, SearchReply } from '../../../shared/ipc/search-calls'
import { readWritten, type Written } from '../../../shared/ipc/written'
import type { Phrase } from '../../../shared/search/phrases'
import { on } from '../bridge'

export type SearchCall = (ask: SearchAsk) => Promise<Reply<Written<SearchReply>>>

/** A place that was found: a message, or a conversation by its title alone. */
export interface FoundTarget {
  readonly conversationId: ConversationId
  readonly messageId: MessageId | null
}

const PAGE = 50
/** While texts are being indexed there is more to be found a moment later. */
const AGAIN_MS = 1_000
/** As long as a question or an answer needs until it is in the index. */
const CHANGED_MS = 300

/** What is looked for in all conversations and what is found, as it is typed. */
export class MessageSearch {
  #text = $state('')
  #order = $state<SearchAsk['order']>('newest')
  #groups = $state.raw<readonly FoundConversation[]>([])
  #phrases = $state.raw<readonly Phrase[]>([])
  #fault = $state.raw<Fault | null>(null)
  #unindexed = $state(0)
  #cursor = $state<number | null>(null)
  #current = $state(-1)
  #answered = $state(false)
  #asked = ''
  #asking = false
  #reading: Promise<void> | null = null
  #timer: ReturnType<typeof setTimeout> | null = null

  readonly targets = $derived(this.#groups.flatMap(targetsOf))

  constructor(private readonly call: SearchCall) {}

  get text(): string {
    return this.#text
  }

  set text(text: string) {
    this.#text = text
    if (!this.active) this.#answered = false
    void this.#ask()
  }

  get order(): SearchAsk['order'] {
    return this.#order
  }

  set order(order: SearchAsk['order']) {
    this.#order = order
    void this.#ask()
  }

  /** Whether something is looked for, and what is found stands in place of the list. */
  get active(): boolean {
    return this.#text.trim() !== ''
  }

  get groups(): readonly FoundConversation[] {
    return this.#groups
  }

  /** What was looked for, to mark it where it stands. */
  get phrases(): readonly Phrase[] {
    return this.#phrases
  }

  /** False for a lone quote, star or bracket, which no text could be looked up by. */
  get hasWord(): boolean {
    return this.#phrases.length > 0 || /[\p{L}\p{N}]/u.test(this.#text)
  }

  /** Whether `before:` or `after:` has come back as a word, because no day stands behind it. */
  get hasWrongDay(): boolean {
    return this.active && this.#phrases.some((phrase) => phrase.some(({ text }) => /^(?:before|after):/.test(text)))
  }

  get fault(): Fault | null {
    return this.#fault
  }

  /** How many texts are not in the index yet. */
  get unindexed(): number {
    return this.#unindexed
  }

  /** Whether there is a first answer to what is typed. */
  get answered(): boolean {
    return this.#answered
  }

  get more(): boolean {
    return this.#cursor !== null
  }

  /** The place the person has gone to; -1 before the first. */
  get current(): number {
    return this.#current
  }

  indexOf(target: FoundTarget): number {
    return this.targets.findIndex((one) => isSame(one, target))
  }

  /** Notes where the person has gone. */
  choose(target: FoundTarget): void {
    this.#current = this.indexOf(target)
  }

  /** The next place, or the one before; past the last one more are read, and then it begins anew. */
  async step(by: 1 | -1): Promise<FoundTarget | null> {
    await this.#settled()
    if (this.#current + by >= this.targets.length) await this.readMore()
    const { length } = this.targets
    if (length === 0) return null
    const from = this.#current === -1 && by === -1 ? 0 : this.#current
    this.#current = (from + by + length) % length
    return this.targets[this.#current] ?? null
  }

  /** One page at a time: the end of what is shown and the keys may both ask for it. */
  readMore(): Promise<void> {
    this.#reading ??= this.#readPage().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  async #readPage(): Promise<void> {
    const asked = this.#asked
    if (this.#cursor === null || this.#asking) return
    const reply = await this.call(this.#asks(this.#cursor))
    if (asked !== this.#asked || !reply.ok) return
    const { groups, cursor } = readWritten(reply.value)
    this.#groups = joined(this.#groups, groups)
    this.#cursor = cursor
  }

  /** Follows what is stored; returns the way to stop. */
  follow(): () => void {
    const changed = (): void => {
      if (this.active) this.#again(CHANGED_MS)
    }
    const stops = [on('conversations:changed', changed), on('history:changed', changed)]
    return () => {
      stops.forEach((stop) => stop())
      if (this.#timer !== null) clearTimeout(this.#timer)
    }
  }

  /** One question at a time: what was typed meanwhile is asked after it. */
  async #ask(): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    try {
      while (this.#asked !== this.#wanted()) {
        this.#asked = this.#wanted()
        if (!this.active) this.#take({ groups: [], phrases: [], cursor: null, unindexed: 0 })
        else this.#answer(await this.call(this.#asks(null)))
      }
    } finally {
      this.#asking = false
    }
  }

  #answer(reply: Reply<Written<SearchReply>>): void {
    this.#fault = reply.ok ? null : reply.fault
    if (reply.ok) this.#take(readWritten(reply.value))
    this.#answered = true
  }

  #take({ groups, phrases, cursor, unindexed }: SearchReply): void {
    const here = this.targets[this.#current]
    this.#groups = groups
    this.#phrases = phrases
    this.#cursor = cursor
    this.#unindexed = unindexed
    this.#current = here ? this.indexOf(here) : -1
    if (unindexed > 0 && this.active) this.#again(AGAIN_MS)
  }

  #again(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#asked = ''
      void this.#ask()
    }, ms)
  }

  #asks(cursor: number | null): SearchAsk {
    return { query: this.#text, order: this.#order, limit: PAGE, cursor }
  }

  #wanted(): string {
    return this.active ? `${this.#order} ${this.#text}` : ''
  }

  /** Enter may come before the answer to the last key. */
  async #settled(): Promise<void> {
    while (this.#asking) await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function targetsOf({ conversationId, hits }: FoundConversation): readonly FoundTarget[] {
  if (hits.length === 0) return [{ conversationId, messageId: null }]
  return hits.map(({ messageId }) => ({ conversationId, messageId }))
}

function isSame(one: FoundTarget, other: FoundTarget): boolean {
  return one.conversationId === other.conversationId && one.messageId === other.messageId
}

/** A conversation that was found before has its further hits under the first ones, each once. */
function joined(
  before: readonly FoundConversation[],
  more: readonly FoundConversation[]
): readonly FoundConversation[] {
  const groups = new Map(before.map((group) => [group.conversationId, group]))
  for (const group of more) {
    const known = groups.get(group.conversationId)
    const hits = new Map([...(known?.hits ?? []), ...group.hits].map((hit) => [hit.messageId, hit]))
    groups.set(group.conversationId, { ...(known ?? group), hits: [...hits.values()] })
  }
  return [...groups.values()]
}
