import { assertNever } from '../../../shared/assert-never'
import type { Locale } from '../../../shared/domain/settings'
import type { AnswerContent } from '../../../shared/domain/message'
import { faultText } from '../../../shared/fault-text'
import { m } from '../words'

export interface Outcome {
  readonly text: string
  readonly tone: 'quiet' | 'danger'
  /** What may be done about it. */
  readonly step: 'continue' | 'again'
}

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
      return { text: m.chat_stopped({}, { locale }), tone: 'quiet', step }
    case 'interrupted': {
      const { fault } = state
      if (fault === null) return { text: m.chat_interrupted({}, { locale }), tone: 'quiet', step }
      return { text: faultText(fault, locale), tone: 'danger', step }
    }
    case 'failed':
      return { text: faultText(state.fault, locale), tone: 'danger', step }
    case 'ended':
      return endedOutcome(content, state.finish, locale)
    default:
      return assertNever(state)
  }
}

function endedOutcome(content: AnswerContent, finish: string, locale: Locale): Outcome | null {
  if (finish === 'length') return { text: m.chat_cut({}, { locale }), tone: 'quiet', step: 'continue' }
  if (finish === 'content_filter') return { text: m.chat_filtered({}, { locale }), tone: 'danger', step: 'again' }
  const isEmpty = content.text === '' && content.refusal === '' && content.toolCalls.length === 0
  return isEmpty ? { text: m.chat_empty_answer({}, { locale }), tone: 'quiet', step: 'again' } : null
}
