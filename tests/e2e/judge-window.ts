import { faultText } from '../../src/shared/fault-text'
import type { Answer } from '../../src/shared/domain/message'
import type { Locale } from '../../src/shared/domain/settings'
import type { Fault } from '../../src/shared/fault'
import type { ConformanceCase } from '../conformance/conformance-case'
import { problemsOf } from '../conformance/judge'
import type { PlayedCase } from '../provider-server/provider-server'
import { KEY, type WindowOutcome } from './case-window'
import type { ShownAnswer } from './shown-answer'
import { storedResult } from './stored-result'
import { visibleText, withoutSpace } from './visible-text'

/** What is wrong with what is stored of a case, in words; empty when it is as it should be. */
export function storedProblems(one: ConformanceCase, { answer }: WindowOutcome, played: PlayedCase): string[] {
  const wanted = one.expected.requests ?? one.sequence?.length
  const { length } = played.requests
  return [
    ...problemsOf(inAnswer(one, answer), storedResult(answer)),
    ...(wanted === undefined || length === wanted ? [] : [`${length} requests, not ${wanted}`])
  ]
}

/** The provider's count of tokens is not kept with an answer, nor its own word for an end that was a failure. */
function inAnswer({ expected, ...played }: ConformanceCase, answer: Answer): ConformanceCase {
  const { usage: _, rawFinish, ...rest } = expected
  return { ...played, expected: { ...rest, ...(rawFinish !== undefined && answer.state.phase === 'ended' ? { rawFinish } : {}) } }
}

/** What a person would miss or see too much of in the window. */
export function shownProblems(answer: Answer, shown: ShownAnswer, locale: Locale): string[] {
  const calls = answer.toolCalls.map((call) => call.arguments)
  const fault = faultOf(answer)
  return [
    ...differs('the text', visibleText(answer.text), withoutSpace(shown.text)),
    ...differs('the thoughts', withoutSpace([...answer.pastReasoning, answer.reasoning].join('')), withoutSpace(shown.thoughts)),
    ...(withoutSpace(shown.refusal).endsWith(withoutSpace(answer.refusal)) ? [] : [`the refusal is "${shown.refusal}"`]),
    ...differs('the number of tool cards', String(calls.length), String(shown.tools.length)),
    ...shown.tools.flatMap((card, at) => differs('arguments', withoutSpace(calls[at] ?? ''), withoutSpace(card.arguments))),
    ...shown.tools.flatMap(({ label }, at) => (label.includes(answer.toolCalls[at]?.name ?? '') ? [] : [`a card says "${label}"`])),
    ...(fault === null ? [] : differs('the sentence', faultText(fault, locale), shown.outcome)),
    ...(shown.everything.includes(KEY) ? ['the key is shown'] : [])
  ]
}

export function faultOf({ state }: Answer): Fault | null {
  return state.phase === 'failed' || state.phase === 'interrupted' ? state.fault : null
}

function differs(what: string, expected: string, found: string): string[] {
  if (expected === found) return []
  let at = 0
  while (expected[at] === found[at]) at++
  const near = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 30), at + 90))
  return [`${what}, at ${at}: ${near(found)}, not ${near(expected)}`]
}
