import type { AskResult } from '../../src/main/cli/ask-result'
import type { ConformanceCase, Expected, ExpectedCall } from './conformance-case'

/** What is wrong with the result of a case, in words; empty when it is as it should be. */
export function problemsOf({ expected, ...played }: ConformanceCase, result: AskResult): string[] {
  const alternatives = [expected.altErrorKind ?? []].flat()
  const usedAlternative = result.fault !== null && alternatives.includes(result.fault.kind)
  const isOtherText = result.text === expected.altText && result.text !== expected.text
  return [
    ...textProblems(expected, result, isOtherText),
    ...finishProblems(expected, result, usedAlternative),
    ...(usedAlternative ? [] : faultProblems(expected, result, hasDate(played))),
    ...differs('usage', expected.usage, result.usage),
    ...differs('warnings', expected.warnings, result.warnings),
    ...(expected.maxMs !== undefined && result.stats.elapsedMs > expected.maxMs ? [`took ${result.stats.elapsedMs} ms`] : [])
  ]
}

function textProblems(expected: Expected, result: AskResult, isOtherText: boolean): string[] {
  if (isOtherText) return []
  return [
    ...(result.fault !== null && [expected.altErrorKind ?? []].flat().includes(result.fault.kind)
      ? []
      : differs('text', expected.text, result.text)),
    ...differs('reasoning', expected.reasoning, result.reasoning),
    ...differs('refusal', expected.refusal, result.refusal),
    ...callProblems(expected.toolCalls, result.toolCalls)
  ]
}

function callProblems(expected: readonly ExpectedCall[] | undefined, found: AskResult['toolCalls']): string[] {
  if (!expected) return []
  const ids = found.map((call, at) => ({ ...call, id: expected[at]?.id === '*' && call.id !== '' ? '*' : call.id }))
  return differs('toolCalls', expected, ids)
}

function finishProblems(expected: Expected, result: AskResult, usedAlternative: boolean): string[] {
  const faulty = result.finish === 'error' || result.finish === 'incomplete'
  // Without any text an answer that broke off is an error.
  if (faulty && (usedAlternative || (expected.altText === '' && result.text === ''))) return []
  return [...differs('finish', expected.finish, result.finish), ...differs('rawFinish', expected.rawFinish, result.rawFinish)]
}

function faultProblems(expected: Expected, { fault }: AskResult, waitsUntilDate: boolean): string[] {
  const { errorKind, errorMessage, httpStatus, retryAfterMs } = expected
  const said = errorMessage === undefined || (fault?.message.includes(errorMessage) ?? false)
  // A date has whole seconds and the clock goes on.
  const slackMs = waitsUntilDate ? 1_500 : 0
  const off = retryAfterMs === undefined ? 0 : Math.abs((fault?.retryAfterMs ?? Number.NaN) - retryAfterMs)
  return [
    ...differs('fault', errorKind ?? null, fault?.kind ?? null),
    ...(said ? [] : [`the fault says "${fault?.message ?? ''}", not "${errorMessage}"`]),
    ...differs('httpStatus', httpStatus, fault?.httpStatus),
    ...(off <= slackMs ? [] : [`retryAfterMs is ${fault?.retryAfterMs}, not ${retryAfterMs}`])
  ]
}

function differs(what: string, expected: unknown, found: unknown): string[] {
  if (expected === undefined || canonical(expected) === canonical(found)) return []
  return [`${what} is ${canonical(found).slice(0, 400)}, not ${canonical(expected).slice(0, 400)}`]
}

function canonical(value: unknown): string {
  const sorted = (_key: string, part: unknown): unknown =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part
  return JSON.stringify(value, sorted) ?? 'absent'
}

function hasDate(played: unknown): boolean {
  return JSON.stringify(played).includes('<<HTTPDATE')
}
