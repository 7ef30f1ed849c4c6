import type { Reply } from '../../../shared/ipc/calls'
import type { StoredFolder } from '../../history/export-reader'
import type { ImportedDraft, ImportPart, PutPart } from '../../history/import-part'

/** Where an import goes. What it refuses is thrown as a fault. */
export interface ImportSink {
  /** Several conversations, or a part of one; the replies are in their order. */
  parts(parts: readonly ImportPart[]): Promise<readonly Reply<PutPart>[]>
  draft(draft: ImportedDraft): Promise<void>
  folder(folder: StoredFolder): Promise<void>
}
