import type { ConversationSummary } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'
import type { Fault } from '../../../shared/fault'
import { call, on } from '../bridge'

/** As many as fill several screens, and few enough to come in one breath. */
const PAGE_SIZE = 200

export type ListState = 'loading' | 'ready' | 'failed'

/** The conversations of the sidebar: as many pages as have been scrolled to, kept in step with main. */
export class ConversationList {
  #loaded = $state.raw<readonly ConversationSummary[]>([])
  #liveIds = $state.raw<ReadonlySet<ConversationId>>(new Set())
  #state = $state<ListState>('loading')
  #fault = $state.raw<Fault | null>(null)
  #complete = false
  #reading = false
  #readAgain = false
  renamingId = $state.raw<ConversationId | null>(null)

  get shown(): readonly ConversationSummary[] {
    return this.#loaded
  }

  get state(): ListState {
    return this.#state
  }

  get fault(): Fault | null {
    return this.#fault
  }

  get empty(): boolean {
    return this.#state === 'ready' && this.#loaded.length === 0
  }

  isLive(id: ConversationId): boolean {
    return this.#liveIds.has(id)
  }

  titleOf(id: ConversationId): string {
    return this.#loaded.find((conversation) => conversation.id === id)?.title ?? ''
  }

  /** Reads the first page and follows what changes; returns the way to stop. */
  follow(): () => void {
    void this.read()
    void call('chat:live', {}).then((reply) => {
      if (reply.ok) this.#setLive(reply.value)
    })
    const stops = [
      on('conversations:changed', () => void this.read()),
      on('chat:live', (runs) => this.#setLive(runs))
    ]
    return () => stops.forEach((stop) => stop())
  }

  /** Reads again what is loaded. Changes that come while it reads are read once, after it. */
  async read(): Promise<void> {
    if (this.#reading) {
      this.#readAgain = true
      return
    }
    this.#reading = true
    do {
      this.#readAgain = false
      await this.#readPages(Math.max(1, Math.ceil(this.#loaded.length / PAGE_SIZE)))
    } while (this.#readAgain)
    this.#reading = false
  }

  /** Reads one page more; does nothing when all are there. */
  async readMore(): Promise<void> {
    if (this.#reading || this.#complete || this.#state !== 'ready') return
    this.#reading = true
    await this.#readPages(Math.ceil(this.#loaded.length / PAGE_SIZE) + 1)
    this.#reading = false
    if (this.#readAgain) await this.read()
  }

  async rename(id: ConversationId, title: string): Promise<Fault | null> {
    this.renamingId = null
    const words = title.trim()
    if (words === '' || words === this.titleOf(id)) return null
    this.#loaded = this.#loaded.map((one) => (one.id === id ? { ...one, title: words } : one))
    const reply = await call('conversations:change', { conversationId: id, change: { title: words } })
    await this.read()
    return reply.ok ? null : reply.fault
  }

  async delete(id: ConversationId): Promise<Fault | null> {
    this.#loaded = this.#loaded.filter((conversation) => conversation.id !== id)
    const reply = await call('conversations:delete', { conversationId: id })
    if (!reply.ok) await this.read()
    return reply.ok ? null : reply.fault
  }

  async restore(id: ConversationId): Promise<Fault | null> {
    const reply = await call('conversations:restore', { conversationId: id })
    await this.read()
    return reply.ok ? null : reply.fault
  }

  async #readPages(count: number): Promise<void> {
    const pages: ConversationSummary[] = []
    this.#complete = false
    for (let page = 0; page < count && !this.#complete; page++) {
      const reply = await call('conversations:list', { limit: PAGE_SIZE, offset: page * PAGE_SIZE })
      if (!reply.ok) {
        this.#fault = reply.fault
        if (this.#loaded.length === 0) this.#state = 'failed'
        return
      }
      pages.push(...reply.value)
      this.#complete = reply.value.length < PAGE_SIZE
    }
    this.#loaded = withoutRepeats(pages)
    this.#fault = null
    this.#state = 'ready'
  }

  #setLive(runs: readonly { readonly conversationId: ConversationId }[]): void {
    this.#liveIds = new Set(runs.map((run) => run.conversationId))
  }
}

/** A conversation that moved to the top while pages were read is in two of them. */
function withoutRepeats(list: readonly ConversationSummary[]): readonly ConversationSummary[] {
  return [...new Map(list.map((conversation) => [conversation.id, conversation])).values()]
}
