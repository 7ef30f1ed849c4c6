import { SvelteMap } from 'svelte/reactivity'
import type { WrittenAnew } from '../../../shared/domain/handed-over'
import type { MessageId } from '../../../shared/domain/ids'
import type { Question } from '../../../shared/domain/message'
import { BroughtImages } from '../images/brought-images.svelte'
import { writtenAfter } from './written-after'

/** A question that is being written anew. */
export class QuestionEdit {
  text = $state('')
  readonly images = new BroughtImages()
  /** It is on its way; the row it is written in may leave the page meanwhile. */
  isAsked = $state(false)

  constructor({ text, images = [] }: Pick<Question, 'text' | 'images'>) {
    this.text = text
    this.images.put(images)
  }

  /** What would be asked now. */
  get content(): Pick<Question, 'text'> & { readonly images: BroughtImages['list'] } {
    return { text: this.text, images: this.images.list }
  }

  get isBlank(): boolean {
    return this.text.trim() === '' && this.images.list.length === 0
  }
}

/** What is written outlives its row and the view of its conversation, while the person reads elsewhere. */
export class QuestionEdits {
  readonly #edits = new SvelteMap<MessageId, QuestionEdit>()

  /** Null while it is not being edited. */
  of(id: MessageId): QuestionEdit | null {
    return this.#edits.get(id) ?? null
  }

  /** Those that are not on their way, to be gone on with elsewhere. */
  get written(): readonly WrittenAnew[] {
    const written = [...this.#edits].filter(([, { isAsked }]) => !isAsked)
    return written.map(([questionId, { content }]) => ({ questionId, text: content.text, images: [...content.images] }))
  }

  /** Once every file that was put in is read; false where one was refused, which is said in its question. */
  async ready(): Promise<boolean> {
    const all = await Promise.all([...this.#edits.values()].map(({ images }) => images.ready))
    return all.every(Boolean)
  }

  begin(question: Pick<Question, 'id' | 'text' | 'images'>): void {
    this.#edits.set(question.id, new QuestionEdit(question))
  }

  /** What was written elsewhere comes after what is being written here. */
  add({ questionId, text, images }: WrittenAnew): void {
    const here = this.of(questionId)
    if (here === null || here.isAsked || here.text === text) return this.begin({ id: questionId, text, images })
    this.begin({ id: questionId, ...writtenAfter({ text: here.text, images: here.images.list }, { text, images }) })
  }

  end(id: MessageId): void {
    this.#edits.delete(id)
  }

  get isEmpty(): boolean {
    return this.#edits.size === 0
  }
}
