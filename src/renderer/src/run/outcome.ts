import { assertNever } from '../../../shared/assert-never'
import type { Locale } from '../../../shared/domain/settings'
import type { AnswerContent } from '../../../shared/domain/message'
import type { Finish } from '../../../shared/domain/run'
import type { Fault, FaultKind } from '../../../shared/fault'
import { faultText } from '../../../shared/fault-text'
import { m } from '../words'

export interface Outcome {
  readonly text: string
  readonly tone: 'quiet' | 'danger'
  /** What may be done about it. */
  readonly step: 'continue' | 'again'
  /** Whether what has to be changed is in the provider's settings: its key, its address, its limits. */
  readonly inSettings: boolean
  /** Whether the answer may be taken as it is, so that this is said no more. */
  readonly mayKeep: boolean
}

const MENDED_IN_SETTINGS: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'auth',
  'forbidden',
  'not_found',
  'html_response',
  'bad_content_type',
  'redirect',
  'unreachable',
  'timeout_connect',
  'timeout_first_byte',
  'timeout_idle',
  'no_key',
  'keychain_missing',
  'keychain_locked',
  'keychain_refused'
])

/** The line that says how an answer ended, where it did not simply end; null while it runs, and when it did. */
export function outcomeOf(content: AnswerContent, locale: Locale): Outcome | null {
  const { state } = content
  const step = content.text === '' ? 'again' : 'continue'
  switch (state.phase) {
    case 'waiting':
    case 'streaming':
    case 'retrying':
      return null
    case 'stopped':
      return quiet(m.chat_stopped({}, { locale }), step)
    case 'interrupted':
      return state.kept === true ? null : { ...interrupted(state.fault, step, locale), mayKeep: step === 'continue' }
    case 'failed':
      return faulty(state.fault, step, locale)
    case 'ended':
      return endedOutcome(content, state.finish, step, locale)
    default:
      return assertNever(state)
  }
}

function endedOutcome(content: AnswerContent, finish: Finish, step: Outcome['step'], locale: Locale): Outcome | null {
  if (finish === 'length') return quiet(m.chat_cut({}, { locale }), step)
  if (finish === 'content_filter') {
    return { text: m.chat_filtered({}, { locale }), tone: 'danger', step: 'again', inSettings: false, mayKeep: false }
  }
  const isEmpty = content.text === '' && content.refusal === '' && content.toolCalls.length === 0
  return isEmpty ? quiet(m.chat_empty_answer({}, { locale }), 'again') : null
}

function interrupted(fault: Fault | null, step: Outcome['step'], locale: Locale): Outcome {
  return fault ? faulty(fault, step, locale) : quiet(m.chat_interrupted({}, { locale }), step)
}

function quiet(text: string, step: Outcome['step']): Outcome {
  return { text, tone: 'quiet', step, inSettings: false, mayKeep: false }
}

function faulty(fault: Fault, step: Outcome['step'], locale: Locale): Outcome {
  const inSettings = MENDED_IN_SETTINGS.has(fault.kind)
  return { text: faultText(fault, locale), tone: 'danger', step, inSettings, mayKeep: false }
}
