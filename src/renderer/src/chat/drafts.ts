import type { ConversationId } from '../../../shared/domain/ids'

/** More unsent texts than this and the oldest is forgotten. */
const MOST_DRAFTS = 200

/** What was written and not sent, by conversation, until the window closes; null is the one without a question yet. */
export class Drafts {
  readonly #texts = new Map<ConversationId | null, string>()

  /** Empty when there is none. */
  of(conversationId: ConversationId | null): string {
    return this.#texts.get(conversationId) ?? ''
  }

  keep(conversationId: ConversationId | null, text: string): void {
    this.#texts.delete(conversationId)
    if (text !== '') this.#texts.set(conversationId, text)
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= MOST_DRAFTS) return
      this.#texts.delete(oldest)
    }
  }
}
