import type { TranslationChoices } from '../../shared/domain/translation'
import type { RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import type { Frame } from '../../shared/ipc/frames'

/** The sheet as it is kept. */
export interface StoredSheet extends TranslationChoices {
  readonly source: string
  /** Which parts it has: those are not forgotten while it is there. */
  readonly partKeys: readonly string[]
}

/** What a part has become: as a run has left it, or as far as it has come. */
export interface StoredPart {
  /** A digest of what was asked. */
  readonly key: string
  readonly runId: RunId
  readonly content: AnswerContent
}

/** Translations on disk. Every promise of a write settles after its commit; a rejected one carries a `FaultError`. */
export interface TranslationStore {
  /** Null before the first one. */
  sheet(): Promise<StoredSheet | null>
  putSheet(sheet: StoredSheet): Promise<void>
  /** Those that are known, in no order. */
  parts(keys: readonly string[]): Promise<readonly StoredPart[]>
  /** Puts a part that a run begins or has made; replaces what is stored under its key. */
  putPart(part: StoredPart): Promise<void>
  /** As `History.append`: what a view is sent is committed here before. */
  append(runId: RunId, frames: readonly Frame[]): Promise<void>
  /** Folds the journal of a run into its part; nothing where another run has taken its place. */
  endPart(runId: RunId, content: AnswerContent): Promise<void>
  forgetParts(keys: readonly string[]): Promise<void>
}
