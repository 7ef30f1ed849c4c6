import { PLAIN, type DemoAnswer } from './demo-answer'
import type { DemoAsk, DemoMessage } from './demo-ask'
import type { DemoModel } from './demo-models'
import { markedTranslation, wantedTranslation } from './marked-translation'
import { SCRIPT, defaultText, modelThoughts, translateText, type Lines } from './script/script'
import { toolCallsFor, toolFollowUp } from './tool-answers'

/** The answer to a request: from the script, by the words of the last question, or the rest of an answer that broke. */
export function answerFor(ask: DemoAsk, model: DemoModel): DemoAnswer {
  return restOfBroken(ask, model) ?? freshAnswer(ask, model)
}

function freshAnswer(ask: DemoAsk, model: DemoModel): DemoAnswer {
  const questionAt = ask.messages.map((message) => message.role).lastIndexOf('user')
  const question = ask.messages[questionAt]?.text ?? ''
  const wanted = wantedTranslation(ask.messages.find((message) => message.role === 'system')?.text ?? '')
  if (wanted !== null) return translated(markedTranslation(question, wanted), model)
  const language = languageOf(question)
  const results = ask.messages.slice(questionAt + 1).filter((message) => message.role === 'tool')
  if (results.length > 0) return { ...PLAIN, text: toolFollowUp(ask.messages, results, language) }
  if (asksToTranslate(ask.messages)) return { ...PLAIN, text: translateText(language) }
  const called = toolCallsFor(question, ask.tools, language)
  if (called) return called
  return scripted(question, language, model)
}

function translated(text: string, { slow, breaks }: DemoModel): DemoAnswer {
  return { ...PLAIN, text, slow, breakAt: breaks ? Math.floor(text.length * 0.55) : null }
}

function scripted(question: string, language: keyof Lines, model: DemoModel): DemoAnswer {
  const line = SCRIPT.find((candidate) => candidate.asked.test(question))
  const text = (line?.says[language] ?? defaultText(question, language)).trim()
  const reasoning = line?.thinks?.[language] ?? (model.thinks ? modelThoughts(question, language) : '')
  const mark = line?.breaksAfter?.[language]
  const marked = mark === undefined ? null : text.indexOf(mark) + mark.length
  return {
    reasoning: reasoning.trim(),
    text,
    calls: [],
    slow: model.slow || line?.slow === true,
    breakAt: marked ?? (model.breaks ? Math.floor(text.length * 0.55) : null)
  }
}

/**
 * When the request asks to go on from a partial answer, its rest, with no second break. A broken answer repeats its
 * last words, as models do, so that the seam has something to join.
 */
function restOfBroken(ask: DemoAsk, model: DemoModel): DemoAnswer | null {
  const { before, partial } = cutAtPartial(ask.messages)
  if (partial === '' || before.length === 0) return null
  const whole = freshAnswer({ ...ask, messages: before }, model)
  if (!whole.text.startsWith(partial) || partial.length >= whole.text.length) return null
  const from = whole.breakAt === null ? partial.length : startOfRepeat(partial)
  return { ...PLAIN, text: whole.text.slice(from), slow: whole.slow }
}

function cutAtPartial(messages: readonly DemoMessage[]): { before: readonly DemoMessage[]; partial: string } {
  const last = messages.at(-1)
  const partialAt = last?.role === 'assistant' ? -1 : -2
  const partial = messages.at(partialAt)
  if (partial?.role !== 'assistant' || partial.callsTools) return { before: [], partial: '' }
  return { before: messages.slice(0, partialAt), partial: partial.text }
}

// A join is only assumed from twelve characters on; a few words more make it plain to see.
const REPEATED_CHARACTERS = 28

function startOfRepeat(partial: string): number {
  const earliest = Math.max(0, partial.length - REPEATED_CHARACTERS)
  const space = partial.indexOf(' ', earliest)
  return space >= 0 && space < partial.length - 14 ? space + 1 : earliest
}

function asksToTranslate(messages: readonly DemoMessage[]): boolean {
  return messages.some((message) => message.role === 'system' && /\btranslat(e|or|ion)\b|翻译/i.test(message.text))
}

function languageOf(question: string): keyof Lines {
  return /[\u3400-\u9fff]/.test(question) ? 'zh' : 'en'
}
