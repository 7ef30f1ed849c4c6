import type { Conversation } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'
import type { Fault } from '../../../shared/fault'
import type { OpenConversation } from '../../../shared/ipc/calls'
import { call, on } from '../bridge'
import { LiveRuns } from './live-runs.svelte'
import { ThreadRows } from './thread-rows.svelte'

export type Phase = 'new' | 'loading' | 'open' | 'failed'

interface Told {
  /** It could not be read. */
  readonly onFault: (fault: Fault) => void
  /** What was read in the trash is removed for good. */
  readonly onGone: () => void
}

/** One conversation as main has it now, with the runs that go on in it. */
export class StoredConversation {
  #phase = $state.raw<Phase>('new')
  #id: ConversationId | null = null
  #open = $state.raw<OpenConversation | null>(null)
  #loads = 0
  readonly runs = new LiveRuns()
  /** Every message of it, the texts of those that are near the page. */
  readonly rows = new ThreadRows({
    outline: (headId) => call('messages:outline', { headId }),
    read: (messageIds) => call('messages:read', { messageIds })
  })

  constructor(private readonly told: Told) {}

  get phase(): Phase {
    return this.#phase
  }

  /** Null while it has no question yet. */
  get id(): ConversationId | null {
    return this.#id
  }

  /** Null until it is read. */
  get open(): OpenConversation | null {
    return this.#open
  }

  /** Follows what main stores of it; returns the way to stop. */
  follow(): () => void {
    const loadIf = (conversationId: ConversationId): void => {
      if (conversationId === this.#id) void this.#load()
    }
    const stops = [
      on('conversations:changed', ({ conversationId }) => loadIf(conversationId)),
      on('conversations:deleted', ({ conversationId }) => loadIf(conversationId)),
      // It may be pinned, archived or in the trash now, or not any more.
      on('history:changed', ({ conversationIds }) => {
        if (conversationIds === null) void this.#load()
        else conversationIds.forEach(loadIf)
      })
    ]
    // One that was followed before may have gone on meanwhile.
    if (this.#open) void this.#load()
    return () => {
      stops.forEach((stop) => stop())
      this.runs.leave()
    }
  }

  /** False when it is shown already. `whole`: not before all of it is known, for a place that is far from its end. */
  show(id: ConversationId | null, whole: boolean): boolean {
    if (id === this.#id) return false
    this.#id = id
    this.rows.clear()
    this.#open = null
    this.runs.leave()
    this.#phase = id === null ? 'new' : 'loading'
    if (id !== null) void this.#load(whole)
    return true
  }

  /** A run has begun in it: it may have been made for that. */
  async goOn(id: ConversationId): Promise<void> {
    this.#id = id
    await this.#load()
  }

  /** As a reply of main has it. */
  async take(open: OpenConversation, whole = false): Promise<void> {
    const taken = this.rows.take(open.messages, whole)
    this.#open = open
    this.runs.follow(open.messages)
    await taken
    if (open.conversation.id === this.#id) this.#phase = 'open'
  }

  /** Its title or settings are others, as a reply of main has them. */
  changed(conversation: Conversation): void {
    if (this.#open) this.#open = { ...this.#open, conversation }
  }

  async #load(whole = false): Promise<void> {
    const id = this.#id
    if (id === null) return
    const load = ++this.#loads
    const reply = await call('conversations:open', { conversationId: id })
    // Only the newest load counts; an older reply may lack what the newer one has.
    if (id !== this.#id || load !== this.#loads) return
    if (reply.ok) return this.take(reply.value, whole)
    const inTrash = (this.#open?.deletedAtMs ?? null) !== null
    if (reply.fault.kind === 'gone' && inTrash) return this.told.onGone()
    this.told.onFault(reply.fault)
    if (!this.#open) this.#phase = 'failed'
  }
}
