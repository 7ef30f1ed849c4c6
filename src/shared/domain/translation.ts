import type { Fault } from '../fault'
import type { ProviderId, RunId } from './ids'
import type { AnswerContent } from './message'

/** In UTF-16 units; a longer text is not taken. */
export const MOST_SOURCE_LENGTH = 200_000
/** Of a language that is typed, in UTF-16 units. */
export const MOST_LANGUAGE_LENGTH = 60
/** Target languages that are remembered. */
export const MOST_RECENT_LANGUAGES = 6

/** A BCP 47 tag of those that are offered, or words as a person typed them (`formal German`). */
export type Language = string

/** What a person chooses for the sheet; each change asks anew what it concerns. */
export interface TranslationChoices {
  /** Empty leaves it to the model to see. */
  readonly from: Language
  readonly to: Language
  /** Target languages, the last chosen first, `to` among them. */
  readonly recent: readonly Language[]
  /** Null for the provider and model of new conversations. */
  readonly model: ChosenModel | null
}

export interface ChosenModel {
  readonly providerId: ProviderId
  readonly model: string
}

/** The one text that is translated, wherever it is shown, and what has become of its parts. */
export interface Translation extends TranslationChoices {
  readonly source: string
  /** In order. Their texts and gaps joined are the translation. */
  readonly parts: readonly TranslatedPart[]
  /** `pending`: it is about to be asked; `idle`: done, stopped, broken, or nothing to do. */
  readonly phase: 'idle' | 'pending' | 'running'
  /** Why nothing could be asked at all; what went wrong with a part is in its content. */
  readonly fault: Fault | null
}

export interface TranslatedPart {
  /** Stands for itself and is not asked: code, or nothing at all; null for all else. */
  readonly kept: string | null
  /** What stands between it and the next, as it is in the source. */
  readonly gap: string
  /** Of the run that made its content; null while it has not been asked. */
  readonly runId: RunId | null
  readonly content: AnswerContent | null
}

/** An absent field stays as it is. */
export interface TranslationChange {
  readonly source?: string
  readonly from?: Language
  readonly to?: Language
  readonly model?: ChosenModel
}

/** Whether the model has said all of it. */
export function isTranslated({ kept, content }: Pick<TranslatedPart, 'kept' | 'content'>): boolean {
  if (kept !== null) return true
  return content?.state.phase === 'ended' && content.state.finish === 'stop' && content.text !== ''
}

/** The translation as far as it has come. */
export function translatedText(parts: readonly TranslatedPart[]): string {
  return parts.map(({ kept, content, gap }) => (kept ?? content?.text ?? '') + gap).join('').trimEnd()
}
