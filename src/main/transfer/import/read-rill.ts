import type { MessageId } from '../../../shared/domain/ids'
import type { StoredConversation } from '../../history/export-reader'
import { fieldsOf, textOf } from './json-shapes'
import { withDraftImages, withReadImages } from './read-images'
import type { ReadStep, RecordReader } from './record-reader'
import { isStoredConversation, isStoredDraft, isStoredFolder, isStoredMessage } from './stored-shapes'

/** One message of Rill's own, in bytes: an answer at its bound, in the longest way of writing it. */
const RECORD_LIMIT = 256 * 1024 * 1024

/** In UTF-16 units: no answer grows longer here. */
const LONGEST_TEXT = 64 * 1024 * 1024

/** Rill's own form, record by record: `docs/export-format.md`. */
export class RillReader implements RecordReader {
  readonly format = 'rill'
  readonly recordLimit = RECORD_LIMIT
  private open: StoredConversation | null = null
  private seen = new Set<MessageId>()
  private leftOut = 0
  private complete = false

  end(): { steps: readonly ReadStep[]; complete: boolean } {
    return { steps: this.finished(), complete: this.complete }
  }

  *read(record: unknown): Iterable<ReadStep> {
    const { conversation, message, draft, folder, end } = fieldsOf(record)
    if (conversation !== undefined) yield* this.begin(conversation)
    else if (message !== undefined) yield* this.message(message)
    else if (draft !== undefined && isStoredDraft(draft)) yield { kind: 'draft', draft: withDraftImages(draft) }
    else if (folder !== undefined && isStoredFolder(folder)) yield { kind: 'folder', folder }
    else if (end === true) this.complete = true
    // Records of later versions that mean nothing here are passed over, as the format asks.
  }

  private *begin(value: unknown): Iterable<ReadStep> {
    yield* this.finished()
    if (!isStoredConversation(value)) {
      yield this.unknown(textOf(fieldsOf(value)['title']))
      return
    }
    this.open = { ...value, draft: value.draft && withDraftImages(value.draft) }
    this.seen = new Set()
    this.leftOut = 0
    yield { kind: 'conversation', conversation: this.open }
  }

  private *message(value: unknown): Iterable<ReadStep> {
    if (!this.open) return
    const hangsOn = (parentId: MessageId | null): boolean => parentId === null || this.seen.has(parentId)
    const isOurs = isStoredMessage(value) && value.conversationId === this.open.id && !this.seen.has(value.id)
    if (!isOurs || value.text.length > LONGEST_TEXT || !hangsOn(value.parentId)) {
      this.leftOut++
      return
    }
    this.seen.add(value.id)
    yield { kind: 'message', message: value.role === 'user' ? withReadImages(value) : value }
  }

  private finished(): readonly ReadStep[] {
    if (!this.open) return []
    this.open = null
    return [{ kind: 'end', leftOut: this.leftOut }]
  }

  private unknown(title: string): ReadStep {
    this.open = null
    return { kind: 'problem', problem: 'not_a_conversation', title }
  }
}
