import type { StoredConversation } from '../../history/export-reader'
import type { ImportedMessage, ImportPart } from '../../history/import-part'
import type { StoredImage } from '../../history/stored-image'
import type { ReadStep } from './record-reader'

/**
 * Writing this much takes about a frame. The text of an answer does not wait for it; a question and the end of an
 * answer wait for one conversation of it. Less would cost more: every commit writes each page that was touched, and ids
 * touch pages everywhere.
 */
const MOST_TOGETHER = { messages: 256, characters: 512 * 1024 }

/** Makes parts of what a reader reads, each small enough to be written in one short transaction. */
export class PartMaker {
  private conversation: StoredConversation | null = null
  private messages: ImportedMessage[] = []
  private characters = 0
  private first = true

  /** The part that this step completes; null while it goes on. */
  take(step: Extract<ReadStep, { kind: 'conversation' | 'message' | 'end' }>): ImportPart | null {
    if (step.kind === 'conversation') {
      this.conversation = step.conversation
      this.first = true
      return null
    }
    if (step.kind === 'end') return this.part(true)
    // What is full goes before the message, so that the last part of a conversation is never empty.
    const full = isMuch(this.messages.length, this.characters) ? this.part(false) : null
    this.messages.push(step.message)
    this.characters += charactersOf(step.message)
    return full
  }

  private part(last: boolean): ImportPart | null {
    if (!this.conversation) return null
    // A draft is written with the last part, and its images are not to be sent with every one.
    const conversation = last ? this.conversation : { ...this.conversation, draft: null }
    const part = { conversation, messages: this.messages, first: this.first, last }
    this.messages = []
    this.characters = 0
    this.first = false
    if (last) this.conversation = null
    return part
  }
}

/** Whether so many messages of so many characters are enough for one transaction. */
export function isMuch(messages: number, characters: number): boolean {
  return messages >= MOST_TOGETHER.messages || characters >= MOST_TOGETHER.characters
}

/** With a byte of an image counted as a character. */
export function charactersOf(message: ImportedMessage): number {
  return withImages(message.text, message.role === 'user' ? message.brought : [])
}

/** The same of a question that is not asked yet. */
export function charactersOfDraft(draft: StoredConversation['draft']): number {
  return draft ? withImages(draft.text, draft.images) : 0
}

function withImages(text: string, images: readonly StoredImage[] = []): number {
  return images.reduce((sum, { bytes }) => sum + bytes.length, text.length)
}
