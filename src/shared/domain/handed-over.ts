import type { Draft } from './conversation'
import type { MessageId } from './ids'
import type { Image } from './image'

/** A question that is being written anew, as far as it is. */
export interface WrittenAnew {
  readonly questionId: MessageId
  readonly text: string
  readonly images: readonly Image[]
}

/** What the small window gives to a large one with a conversation: all that was written there and not asked. */
export interface HandedOver {
  /** Its conversation is the one to be shown; its text may be empty. */
  readonly draft: Draft
  readonly edits: readonly WrittenAnew[]
}

/** The same as a large window takes it. */
export interface TakenOver extends HandedOver {
  /** Its conversation was not to be kept; what is shown to be read elsewhere is. */
  readonly nowKept: boolean
}

/** Of one conversation at once. */
export const MOST_WRITTEN_ANEW = 100
