import { expect, it } from 'vitest'
import type { AnswerState } from '../../../shared/domain/run'
import { m } from '../words'
import { SpokenState } from './spoken-state'

function saidAfter(...phases: (AnswerState['phase'] | undefined)[]): string[] {
  const spoken = new SpokenState()
  return phases.map((phase) => spoken.after(phase))
}

it('says that an answer starts and that it is finished', () => {
  const [started, finished] = [m.chat_said_started(), m.chat_said_finished()]
  expect(saidAfter(undefined, 'waiting', 'streaming', 'ended')).toEqual(['', '', started, finished])
})

it('says an outcome again that comes twice in a row', () => {
  const [fault, stopped] = [m.chat_said_fault(), m.chat_said_stopped()]
  expect(saidAfter('waiting', 'failed', 'waiting', 'failed')).toEqual(['', fault, '', fault])
  expect(saidAfter('waiting', 'stopped', undefined, 'waiting', 'stopped')).toEqual(['', stopped, stopped, '', stopped])
})

it('says only once that one answer is tried again', () => {
  const retrying = m.chat_said_retrying()
  expect(saidAfter('waiting', 'retrying', 'waiting', 'retrying')).toEqual(['', retrying, retrying, retrying])
})

it('says nothing of what was over before it was seen', () => {
  expect(saidAfter('ended', undefined, 'failed')).toEqual(['', '', ''])
})
