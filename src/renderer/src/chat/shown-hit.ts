import type { MessageId } from '../../../shared/domain/ids'
import type { Phrase } from '../../../shared/search/phrases'

/** A message that a conversation is opened at, and what is marked in it. */
export interface ShownHit {
  readonly messageId: MessageId
  readonly phrases: readonly Phrase[]
}
