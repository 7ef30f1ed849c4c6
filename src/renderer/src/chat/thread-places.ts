import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import { QuestionEdits } from './question-edits.svelte'
import { RowHeights } from './row-heights'

/** Where a person was in a conversation, what they were writing anew there, and how high its messages were. */
export interface ThreadPlace {
  readonly heights: RowHeights
  readonly edits: QuestionEdits
  /** The message at the upper edge and where it stands below it; null at the end. */
  at: { readonly id: MessageId; readonly gapPx: number } | null
}

const MOST_PLACES = 30

/** The places of the conversations that were shown last, while the app runs. */
export class ThreadPlaces {
  readonly #places = new Map<ConversationId, ThreadPlace>()

  /** The place of a conversation, at its end if it was not shown before. */
  of(id: ConversationId | null): ThreadPlace {
    const place = (id === null ? null : this.#places.get(id)) ?? newPlace()
    if (id !== null) this.keep(id, place)
    return place
  }

  keep(id: ConversationId, place: ThreadPlace): void {
    this.#places.delete(id)
    this.#places.set(id, place)
    if (this.#places.size <= MOST_PLACES) return
    // What is being written is not to be lost for having looked at many others.
    const [oldest] = [...this.#places].find(([, { edits }]) => edits.isEmpty) ?? []
    if (oldest !== undefined) this.#places.delete(oldest)
  }

  forget(id: ConversationId): void {
    this.#places.delete(id)
  }
}

function newPlace(): ThreadPlace {
  return { heights: new RowHeights(), edits: new QuestionEdits(), at: null }
}
