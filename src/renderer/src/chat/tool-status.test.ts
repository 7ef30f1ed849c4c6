import { expect, it } from 'vitest'
import type { AnswerState } from '../../../shared/domain/run'
import { readableArguments, toolStatus } from './tool-status'

const called: AnswerState = { phase: 'ended', finish: 'tool_calls', rawFinish: 'tool_calls' }

it('follows a call from its first letter to its result', () => {
  expect(toolStatus({ phase: 'streaming' }, undefined, false, true)).toBe('writing')
  expect(toolStatus(called, undefined, true, true)).toBe('waiting')
  expect(toolStatus(called, undefined, false, true)).toBe('running')
  expect(toolStatus(called, undefined, false, false)).toBe('not-run')
  expect(toolStatus({ phase: 'stopped' }, undefined, false, true)).toBe('not-run')
})

it('lays out whole arguments and leaves half ones', () => {
  const long = 'x'.repeat(80)
  expect(readableArguments('{"a":1}')).toBe('{"a":1}')
  expect(readableArguments(`{"a":"${long}"}`)).toBe(`{\n  "a": "${long}"\n}`)
  expect(readableArguments(`{"a":"${long}`)).toBe(`{"a":"${long}`)
  expect(readableArguments('{"a":')).toBe('{"a":')
})
