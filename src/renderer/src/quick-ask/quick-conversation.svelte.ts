import { MOST_WRITTEN_ANEW, type HandedOver } from '../../../shared/domain/handed-over'
import type { ConversationId } from '../../../shared/domain/ids'
import { isLive } from '../../../shared/domain/run'
import type { Fault } from '../../../shared/fault'
import { call } from '../bridge'
import { BroughtImages } from '../images/brought-images.svelte'
import { ConversationView, type ChosenSettings } from '../chat/conversation-view.svelte'
import { ThreadPlaces, type ThreadPlace } from '../chat/thread-places'
import { m, sentenceOf } from '../words'
import { wholeQuestion, type ActionAsked } from './quick-actions'

/** One conversation of the small window: what is being written, what was brought along, and its answers. */
export class QuickConversation {
  readonly view = new ConversationView()
  /** Where the person is in it. */
  readonly place: ThreadPlace = new ThreadPlaces().of(null)
  written = $state('')
  /** The clipboard's text, as it was when it was brought along; null for none. */
  attached = $state.raw<string | null>(null)
  #id = $state.raw<ConversationId | null>(null)
  #keep = $state(true)
  /** What stands in the way, as a sentence; null for nothing. */
  #obstacle = $state.raw<string | null>(null)
  #pending: Promise<boolean> | null = null
  #isLeft = false
  /** A question was refused because an answer is still being written. */
  #mustWait = $state(false)

  constructor(readonly images = new BroughtImages()) {}

  /** A new one that has what was not asked in the one before, also the image that is still being read. */
  static after({ written, attached, images }: QuickConversation): QuickConversation {
    const next = new QuickConversation(images)
    next.written = written
    next.attached = attached
    return next
  }

  get id(): ConversationId | null {
    return this.#id
  }

  get keep(): boolean {
    return this.#keep
  }

  get obstacle(): string | null {
    return this.#mustWait && this.view.liveAnswer ? m.chat_why_running() : this.#obstacle
  }

  get stage(): 'empty' | 'running' | 'answered' {
    if (this.#id === null) return 'empty'
    return this.view.liveAnswer === null ? 'answered' : 'running'
  }

  dismiss(): void {
    this.#mustWait = false
    this.#obstacle = null
    this.view.dismissFault()
  }

  refuse(fault: Fault): void {
    this.#obstacle = sentenceOf(fault)
  }

  /** Whether a question is on its way, as while its image is still being read. */
  get isAsking(): boolean {
    return this.#pending !== null
  }

  /** Whether there is anything that a question could be made of. */
  get hasUnasked(): boolean {
    return wholeQuestion(this.written, this.attached) !== '' || this.images.list.length > 0
  }

  /** Once nothing is on its way or being read; false where a file was refused meanwhile, which is to be read here. */
  async settled(): Promise<boolean> {
    const ready = Promise.all([this.images.ready, this.view.edits.ready()])
    await this.#pending
    return (await ready).every(Boolean)
  }

  /** All that a large window needs to go on where this one is. */
  get handedOver(): HandedOver {
    const images = [...this.images.list]
    const text = wholeQuestion(this.written, this.attached)
    const draft = { conversationId: this.#id, text, ...(images.length === 0 ? {} : { images }) }
    return { draft, edits: this.view.edits.written.slice(0, MOST_WRITTEN_ANEW) }
  }

  /**
   * False when it was not asked; what was written stays then. While one is on its way no other is taken. `action`: what
   * is to be done with what was brought, or else with what was written; null where that says it itself.
   */
  ask(chosen: ChosenSettings, action: ActionAsked | null = null): Promise<boolean> {
    this.#pending ??= this.#ask(chosen, action).finally(() => (this.#pending = null))
    return this.#pending
  }

  /** The window is done with it: what is not kept goes, and is not asked any more. */
  async leave(): Promise<void> {
    this.#isLeft = true
    await this.#pending
    if (this.#id !== null) await call('quick:leave', { conversationId: this.#id })
  }

  async toggleKeep(): Promise<void> {
    this.#keep = !this.#keep
    if (this.#id !== null) await this.#tellKeep(this.#id)
  }

  /** Puts the window away. What is answered and not kept goes now, even if main has not put the answer away yet. */
  async hide(): Promise<void> {
    if (this.#id !== null && !this.#keep && !this.isAnswering) await call('quick:leave', { conversationId: this.#id })
    await call('quick:hide', {})
  }

  async attachClipboard(): Promise<boolean> {
    const reply = await call('quick:clipboard', {})
    const { text, image } = reply.ok ? reply.value : { text: '', image: null }
    const hasText = text.trim() !== ''
    this.#obstacle = !hasText && image === null ? m.quick_clipboard_empty() : null
    if (hasText) this.attached = text.trim()
    else if (image !== null) await this.images.add([new Blob([new Uint8Array(image)], { type: 'image/png' })])
    return this.hasBrought
  }

  /** What was brought to be translated, or else what was written; it is here no more. */
  takeText(): string {
    const text = this.attached ?? this.written
    if (this.attached === null) this.written = ''
    this.attached = null
    this.#obstacle = null
    return text
  }

  /** Whether there is anything to explain, to rewrite and so on. */
  get hasBrought(): boolean {
    return this.attached !== null || this.images.list.length > 0
  }

  /** The newest answer as Markdown, as far as it has come; null where there is none. */
  get answer(): string | null {
    const last = this.view.messages.at(-1)
    if (last?.role !== 'assistant') return null
    const text = this.view.shown(last)?.content.text ?? last.text
    return text === '' ? null : text
  }

  /** Whether the newest answer is still being written. */
  get isAnswering(): boolean {
    const last = this.view.messages.at(-1)
    return last?.role === 'assistant' && isLive(this.view.shown(last)?.content.state ?? last.state)
  }

  async #ask(chosen: ChosenSettings, action: ActionAsked | null): Promise<boolean> {
    const { written } = this
    if (!(await this.images.ready)) return false
    const { attached } = this
    const prompt = action?.prompt ?? null
    const question = this.hasBrought ? wholeQuestion(written, prompt, attached) : wholeQuestion(prompt, written)
    const isBlank = question === '' && this.images.list.length === 0
    this.#mustWait = !isBlank && this.view.liveAnswer !== null
    if (isBlank || this.#mustWait || (this.#isLeft && !this.#keep)) return false
    if (chosen.model === '') {
      this.#obstacle = m.quick_no_model()
      return false
    }
    // Words that every question of this action begins with tell nothing of this one.
    const about = action === null ? {} : { about: (attached ?? written.trim()) || action.label }
    const id = await this.images.give((images) => this.view.ask(question, { ...chosen, ...about }, images))
    if (id === null) return false
    const isFirst = this.#id === null
    // From here on `toggleKeep` tells main by itself.
    this.#id = id
    if (isFirst && !this.#keep) await this.#tellKeep(id)
    // What was written or brought meanwhile stays.
    if (this.written === written) this.written = ''
    if (this.attached === attached) this.attached = null
    this.#obstacle = null
    return true
  }

  /** What main refuses stays as it was, and is said: the person shall not believe otherwise. */
  async #tellKeep(conversationId: ConversationId): Promise<void> {
    const keep = this.#keep
    const reply = await call('quick:keep', { conversationId, keep })
    if (reply.ok) return
    this.#keep = !keep
    this.#obstacle = keep ? m.quick_erase_refused() : m.quick_keep_refused()
  }
}
