import type { ImportPart } from '../../history/import-part'
import { charactersOf, charactersOfDraft, isMuch } from './part-maker'

export interface ReadPart {
  readonly part: ImportPart
  /** The record of the file it was read from. */
  readonly record: number
}

/**
 * Parts that are written together. Most conversations are short, and a commit costs more than their rows. Two parts of
 * one conversation are never in it: one that is not the last fills it.
 */
export class PartBatch {
  readonly parts: ReadPart[] = []
  private messages = 0
  private characters = 0

  add(read: ReadPart): void {
    this.parts.push(read)
    this.messages += read.part.messages.length
    this.characters += charactersOfDraft(read.part.conversation.draft)
    for (const message of read.part.messages) this.characters += charactersOf(message)
  }

  get isFull(): boolean {
    return this.parts.at(-1)?.part.last === false || isMuch(this.messages, this.characters)
  }
}
