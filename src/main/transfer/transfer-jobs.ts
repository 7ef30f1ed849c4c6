import type { ConversationId } from '../../shared/domain/ids'
import type { BackupContents, ImportCounts, TransferProgress } from '../../shared/domain/transfer'
import type { Fault } from '../../shared/fault'
import type { Reply } from '../../shared/ipc/calls'
import type { StoredFolder } from '../history/export-reader'
import type { ImportedDraft, PackedParts, PutPart } from '../history/import-part'
import type { ExportAsk } from './export/run-export'

/** What a thread of this room is started for; it ends when that is done. */
export type TransferJob =
  | { readonly kind: 'export'; readonly history: string; readonly ask: ExportAsk }
  /** Reads the file as an import does and writes nothing. */
  | { readonly kind: 'preview'; readonly history: string; readonly file: string }
  | { readonly kind: 'import'; readonly file: string }
  /** Copies a backup beside the history and looks into it. */
  | { readonly kind: 'look'; readonly history: string; readonly file: string }

/** How a thread of this room is started. */
export interface TransferStart {
  readonly job: TransferJob
  /** One number, 1 once the job is to end. Ending the thread from outside could end it inside the SQLite driver. */
  readonly cancelled: Int32Array<SharedArrayBuffer>
}

/** What is to be written: only the history's own writer does that. */
export type ImportPut =
  /** `completed`: the last conversation that these make whole; null where there is none. */
  | { readonly kind: 'parts'; readonly parts: PackedParts; readonly completed: ConversationId | null }
  | { readonly kind: 'draft'; readonly draft: ImportedDraft }
  | { readonly kind: 'folder'; readonly folder: StoredFolder }

export type JobDone =
  | { readonly kind: 'exported'; readonly conversations: number }
  | { readonly kind: 'read'; readonly counts: ImportCounts }
  | { readonly kind: 'looked'; readonly contents: BackupContents }
  /** With what an import had done by then. */
  | { readonly kind: 'failed'; readonly fault: Fault; readonly counts: ImportCounts | null }

/** What it tells. The last one is `end`. */
export type FromTransfer =
  | { readonly kind: 'progress'; readonly progress: TransferProgress }
  | { readonly kind: 'put'; readonly put: ImportPut }
  | { readonly kind: 'end'; readonly done: JobDone }

/** The answers to `put`, in their order, each with the replies for its parts. */
export type ToTransfer = Reply<PutParts>

export type PutParts = readonly Reply<PutPart>[]

/** A few times a second is as often as a person sees. */
export const PROGRESS_EVERY_MS = 100
