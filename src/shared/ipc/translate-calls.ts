import type { RunId } from '../domain/ids'
import type { Translation, TranslationChange } from '../domain/translation'
import type { AttachedRun } from './chat-calls'

type Nothing = Record<string, never>

/** The sheet: one text that is translated as it is written. Its runs are none of `chat:live`, and no conversations. */
export interface TranslateCalls {
  'translate:open': { ask: Nothing; reply: Translation }
  /** On disk before the reply. A run whose text or language changes is cancelled; half a second of quiet asks anew. */
  'translate:change': { ask: TranslationChange; reply: Translation }
  /** The translation becomes the source and, where it is whole, the source the translation. */
  'translate:swap': { ask: Nothing; reply: Translation }
  'translate:stop': { ask: Nothing; reply: Nothing }
  /** Asks what is missing, and goes on with what broke off. */
  'translate:resume': { ask: Nothing; reply: Nothing }
  /** Asks all of it anew. */
  'translate:again': { ask: Nothing; reply: Nothing }
  'translate:retry-now': { ask: Nothing; reply: Nothing }
  /** As `chat:attach`, for the run of a part; its frames come as `chat:frames`, without a `run-start`. */
  'translate:attach': { ask: { runId: RunId }; reply: AttachedRun }
  'translate:detach': { ask: { runId: RunId }; reply: Nothing }
}

export const TRANSLATE_CALLS = {
  'translate:open': 1,
  'translate:change': 1,
  'translate:swap': 1,
  'translate:stop': 1,
  'translate:resume': 1,
  'translate:again': 1,
  'translate:retry-now': 1,
  'translate:attach': 1,
  'translate:detach': 1
} satisfies Record<keyof TranslateCalls, 1>
