import type { Image } from '../../../shared/domain/image'
import type { ConversationId } from '../../../shared/domain/ids'
import { BroughtImages } from '../images/brought-images.svelte'
import type { Drafts } from './drafts'

/** The question that is being written below a conversation. What takes a moment ends where it began. */
export class NextQuestion {
  readonly images: BroughtImages
  #isLeft = false

  constructor(
    private readonly drafts: Drafts,
    private here: ConversationId | null
  ) {
    this.images = new BroughtImages((list) => drafts.keepImages(this.here, list))
  }

  /** It is for this conversation now. Reactive to what an earlier start has kept for it. */
  goTo(conversationId: ConversationId | null): void {
    this.here = conversationId
    this.images.put(this.drafts.imagesOf(conversationId))
  }

  /** Its page is gone; what is on its way goes on. */
  leave(): void {
    this.#isLeft = true
  }

  /** False when main has refused it. `onAsked` is told where it went, unless the person has left. */
  async ask(
    text: string,
    ask: (images: readonly Image[]) => Promise<ConversationId | null>,
    onAsked: (conversationId: ConversationId, isMade: boolean) => void
  ): Promise<boolean> {
    const from = this.here
    const to = await this.images.give(ask)
    if (to === null) return false
    // What was written while the question was on its way stays.
    if (this.drafts.of(from) === text) this.drafts.keep(from, '')
    if (!this.#isLeft) onAsked(to, to !== this.here)
    return true
  }
}
