import type { ImportFormat, ImportProblem } from '../../../shared/domain/transfer'
import type { StoredConversation, StoredFolder } from '../../history/export-reader'
import type { ImportedDraft, ImportedMessage } from '../../history/import-part'

/** What a reader makes of the records: conversations one after the other, each with its messages, then its end. */
export type ReadStep =
  | { readonly kind: 'conversation'; readonly conversation: StoredConversation }
  /** A parent comes before its children. */
  | { readonly kind: 'message'; readonly message: ImportedMessage }
  /** `leftOut`: messages of it that could not be read or hang on nothing. */
  | { readonly kind: 'end'; readonly leftOut: number }
  | { readonly kind: 'draft'; readonly draft: ImportedDraft }
  | { readonly kind: 'folder'; readonly folder: StoredFolder }
  | { readonly kind: 'problem'; readonly problem: ImportProblem['kind']; readonly title: string }

/** Reads one format. Pure but for what it remembers of the records before; never throws for what a record says. */
export interface RecordReader {
  readonly format: ImportFormat
  /** In bytes; a longer record is passed over. */
  readonly recordLimit: number
  read(record: unknown): Iterable<ReadStep>
  /** What is left to say after the last record. `complete` is false where the file must be cut off. */
  end(): { readonly steps: readonly ReadStep[]; readonly complete: boolean }
}

/** A conversation of another app as one record. Larger ones are far more than a person writes and reads. */
export const FOREIGN_RECORD_LIMIT = 32 * 1024 * 1024

/** One message of another app, in UTF-16 units: what the app itself takes for a question. */
export const FOREIGN_TEXT_LIMIT = 8 * 1024 * 1024
