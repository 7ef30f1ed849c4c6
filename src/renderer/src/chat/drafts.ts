import { createSubscriber } from 'svelte/reactivity'
import { MOST_DRAFT_LENGTH, type Draft } from '../../../shared/domain/conversation'
import type { Image } from '../../../shared/domain/image'
import type { ConversationId } from '../../../shared/domain/ids'
import { writtenAfter } from './written-after'

/** More unsent texts than this and the oldest is forgotten. */
const MOST_DRAFTS = 200

/** After the first unsaved key, in milliseconds: rarely enough for the disk, and a crash takes a few letters. */
const SAVE_AFTER_MS = 300

/** What was written and not sent, by conversation; null is the one without a question yet. */
export class Drafts {
  readonly #texts = new Map<ConversationId | null, string>()
  readonly #images = new Map<ConversationId | null, readonly Image[]>()
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
    for (const [conversationId, text] of since) this.addTyped(conversationId, text)
    for (const { conversationId, images } of kept) {
      if (images && !this.#images.has(conversationId)) this.#images.set(conversationId, images)
    }
    this.#tellStart()
  }

  /** Empty when there is none. Reactive to the start alone. */
  of(conversationId: ConversationId | null): string {
    this.#untilStart()
    return this.#texts.get(conversationId) ?? ''
  }

  /** What was put in with it. Reactive to the start alone. */
  imagesOf(conversationId: ConversationId | null): readonly Image[] {
    this.#untilStart()
    return this.#images.get(conversationId) ?? []
  }

  /** Saved at once: there is no next key to wait for. */
  keepImages(conversationId: ConversationId | null, images: readonly Image[]): void {
    this.#images.delete(conversationId)
    if (images.length > 0) this.#images.set(conversationId, images)
    for (const oldest of this.#images.keys()) if (this.#images.size > MOST_DRAFTS) this.#images.delete(oldest)
    this.#saveNow(conversationId)
  }

  /** What was written elsewhere comes after what is here. */
  add(conversationId: ConversationId | null, { text, images = [] }: Pick<Draft, 'text' | 'images'>): void {
    const here = { text: this.of(conversationId), images: this.imagesOf(conversationId) }
    const all = writtenAfter(here, { text, images })
    if (text !== '') this.keep(conversationId, all.text)
    if (all.images.length > here.images.length) this.keepImages(conversationId, all.images)
  }

  /** What was typed before anybody could look whether there is more. */
  addTyped(conversationId: ConversationId | null, text: string): void {
    if (text !== '') this.keep(conversationId, joined(this.of(conversationId), text))
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
    const images = this.imagesOf(conversationId)
    if (text.length > MOST_DRAFT_LENGTH) return
    this.#save({ conversationId, text, ...(images.length === 0 ? {} : { images }) })
  }
}

/** A disk that is slow may give back the first letters of what is being written. */
function joined(kept: string, since: string): string {
  return kept === '' || since.startsWith(kept) ? since : `${kept}\n${since}`
}
