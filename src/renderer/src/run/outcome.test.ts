import { expect, it } from 'vitest'
import { emptyContent } from '../../../shared/answer-content'
import type { AnswerState } from '../../../shared/domain/run'
import type { FaultKind } from '../../../shared/fault'
import { outcomeOf } from './outcome'

const fault = { kind: 'network_reset', message: 'reset' } as const
const step = (state: AnswerState, text: string): string | undefined =>
  outcomeOf({ ...emptyContent(), state, text }, 'en')?.step

it('an answer with text can be continued, one without is asked again', () => {
  const broken: AnswerState[] = [{ phase: 'stopped' }, { phase: 'interrupted', fault: null }, { phase: 'failed', fault }]
  for (const state of broken) {
    expect(step(state, 'text')).toBe('continue')
    expect(step(state, '')).toBe('again')
  }
  expect(step({ phase: 'ended', finish: 'length', rawFinish: 'length' }, 'text')).toBe('continue')
})

it('only an interrupted answer with text can be kept as it is, and then nothing more is said', () => {
  const mayKeep = (state: AnswerState, text: string): boolean | undefined =>
    outcomeOf({ ...emptyContent(), state, text }, 'en')?.mayKeep
  for (const why of [null, fault]) {
    expect(mayKeep({ phase: 'interrupted', fault: why }, 'text')).toBe(true)
    expect(mayKeep({ phase: 'interrupted', fault: why }, '')).toBe(false)
    expect(outcomeOf({ ...emptyContent(), state: { phase: 'interrupted', fault: why, kept: true } }, 'en')).toBeNull()
  }
  expect([mayKeep({ phase: 'stopped' }, 'text'), mayKeep({ phase: 'failed', fault }, 'text')]).toEqual([false, false])
})

it('says nothing while it runs and when it simply ended', () => {
  expect(step({ phase: 'streaming' }, 'text')).toBeUndefined()
  expect(step({ phase: 'ended', finish: 'stop', rawFinish: 'stop' }, 'text')).toBeUndefined()
})

it('says so when there is nothing, in both languages', () => {
  const content = { ...emptyContent(), state: { phase: 'ended', finish: 'stop', rawFinish: 'stop' } as const }
  expect(outcomeOf(content, 'en')?.text).toBe('The answer is empty.')
  expect(outcomeOf(content, 'zh-CN')?.text).toBe('回答是空的。')
})

it('leads to the settings where the key or the address is at fault, and not where waiting helps', () => {
  const led = (kind: FaultKind): boolean | undefined =>
    outcomeOf({ ...emptyContent(), state: { phase: 'failed', fault: { kind, message: '' } } }, 'en')?.inSettings
  expect([led('auth'), led('unreachable'), led('keychain_missing')]).toEqual([true, true, true])
  expect([led('rate_limit'), led('network_reset')]).toEqual([false, false])
})
