import { createSubscriber } from 'svelte/reactivity'
import { MOST_DRAFT_LENGTH, type Draft } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'

/** More unsent texts than this and the oldest is forgotten. */
const MOST_DRAFTS = 200

/** After the first unsaved key, in milliseconds: rarely enough for the disk, and a crash takes a few letters. */
const SAVE_AFTER_MS = 300

/** What was written and not sent, by conversation; null is the one without a question yet. */
export class Drafts {
  readonly #texts = new Map<ConversationId | null, string>()
  readonly #unsaved = new Map<ConversationId | null, ReturnType<typeof setTimeout>>()
  readonly #save: (draft: Draft) => void
  #tellStart: () => void = () => undefined
  readonly #untilStart = createSubscriber((update) => {
    this.#tellStart = update
  })

  constructor(save: (draft: Draft) => void) {
    this.#save = save
  }

  /** What was kept by an earlier start, newest first; what has been written since is added to it. */
  start(kept: readonly Draft[]): void {
    const since = [...this.#texts]
    this.#texts.clear()
    for (const { conversationId, text } of [...kept].reverse()) this.#texts.set(conversationId, text)
    for (const [conversationId, text] of since) this.keep(conversationId, joined(this.of(conversationId), text))
    this.#tellStart()
  }

  /** Empty when there is none. Reactive to the start alone. */
  of(conversationId: ConversationId | null): string {
    this.#untilStart()
    return this.#texts.get(conversationId) ?? ''
  }

  /** An empty text, as after sending, is saved at once: nothing that was sent shall be there again. */
  keep(conversationId: ConversationId | null, text: string): void {
    this.#texts.delete(conversationId)
    if (text !== '') this.#texts.set(conversationId, text)
    if (!this.#unsaved.has(conversationId)) {
      this.#unsaved.set(conversationId, setTimeout(() => this.#saveNow(conversationId), SAVE_AFTER_MS))
    }
    if (text === '') this.#saveNow(conversationId)
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= MOST_DRAFTS) return
      this.#texts.delete(oldest)
    }
  }

  /** Saves what still waits, before the page goes. */
  flush(): void {
    for (const conversationId of [...this.#unsaved.keys()]) this.#saveNow(conversationId)
  }

  #saveNow(conversationId: ConversationId | null): void {
    clearTimeout(this.#unsaved.get(conversationId))
    this.#unsaved.delete(conversationId)
    const text = this.of(conversationId)
    if (text.length <= MOST_DRAFT_LENGTH) this.#save({ conversationId, text })
  }
}

/** A disk that is slow may give back the first letters of what is being written. */
function joined(kept: string, since: string): string {
  return kept === '' || since.startsWith(kept) ? since : `${kept}\n${since}`
}
