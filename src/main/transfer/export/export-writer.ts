import type { Message } from '../../../shared/domain/message'
import type { StoredConversation, StoredDraft, StoredFolder } from '../../history/export-reader'
import type { StoredRequest } from '../../history/history'
import type { StoredImage } from '../../history/stored-image'

export interface ExportHead {
  readonly version: string
  /** Milliseconds since 1970. */
  readonly atMs: number
  readonly title: string
}

/** Text of one form of export, piece by piece: none of it holds more than a message. */
export interface ExportWriter {
  /** Every branch, the trash and the requests; else what is shown. */
  readonly whole: boolean
  begin(head: ExportHead): string
  folder(folder: StoredFolder): string
  conversation(conversation: StoredConversation): string
  /** `images` are the question's. */
  message(message: Message, request: StoredRequest | null, images: readonly StoredImage[]): string
  conversationEnd(): string
  /** `draft` is the one that belongs to no conversation. */
  end(draft: StoredDraft | null): string
}
