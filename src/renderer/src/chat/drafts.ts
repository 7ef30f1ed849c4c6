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

  constructor(save: (draft: Draft) => void) {
    this.#save = save
  }

  /** What was kept by an earlier start, newest first; what has been written since stays. */
  start(kept: readonly Draft[]): void {
    const since = [...this.#texts]
    this.#texts.clear()
    for (const { conversationId, text } of [...kept].reverse()) this.#texts.set(conversationId, text)
    for (const [conversationId, text] of since) this.#texts.set(conversationId, text)
  }

  /** Empty when there is none. */
  of(conversationId: ConversationId | null): string {
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
