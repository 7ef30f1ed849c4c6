import type { ConversationId } from '../../../shared/domain/ids'
import { call } from '../bridge'
import { QuickConversation } from './quick-conversation.svelte'

/** A text on its way to the sheet; null once it is there, or for none. */
interface Translating {
  readonly brought: string | null
}

/** What the small window shows. It outlives the page, which another language builds anew. */
export class QuickState {
  #conversation = $state.raw(new QuickConversation())
  #translating = $state.raw<Translating | null>(null)

  get conversation(): QuickConversation {
    return this.#conversation
  }

  /** Null while one asks. */
  get translating(): Translating | null {
    return this.#translating
  }

  /** `brought` takes the place of what is on the sheet; null leaves it. */
  translate(brought: string | null): void {
    this.#translating = { brought }
  }

  ask(): void {
    this.#translating = null
  }

  /** What was written and not asked comes along; what is on its way belongs to the conversation that is left. */
  startNew(): void {
    const left = this.#conversation
    this.#conversation = left.isAsking ? new QuickConversation() : QuickConversation.after(left)
    void left.leave()
  }

  /** What is not asked goes along, and is gone on with there. */
  async openInWindow(): Promise<void> {
    const opened = this.#conversation
    const reply = await call('quick:open-in-window', opened.handedOver)
    if (!reply.ok) opened.refuse(reply.fault)
    else if (this.#conversation === opened) this.#conversation = new QuickConversation()
  }

  deleted(id: ConversationId): void {
    if (id === this.#conversation.id) this.startNew()
  }
}
