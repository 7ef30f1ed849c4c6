import { describe, expect, it } from 'vitest'
import { faultOf } from '../fault-error'
import { AnswerReader, MAX_ANSWER_CHARS } from './answer-reader'

const MILLION = 1024 * 1024

/** How many characters of an answer of such deltas are given out before it is refused. */
function givenOf(delta: (text: string) => object): { readonly chars: number; readonly kind: string } {
  let chars = 0
  const reader = new AnswerReader({
    onPiece: (piece) => (chars += piece.type === 'tool-delta' ? piece.arguments.length : piece.text.length),
    makeCallId: () => 'id'
  })
  const data = JSON.stringify({ choices: [{ delta: delta('x'.repeat(8 * MILLION)) }] })
  try {
    for (let event = 0; event < 12; event++) reader.take({ event: 'message', data, id: '' })
  } catch (error) {
    return { chars, kind: faultOf(error).kind }
  }
  return { chars, kind: 'none' }
}

describe('an answer without end', () => {
  it.each([
    ['text', (text: string) => ({ content: text })],
    ['reasoning', (text: string) => ({ reasoning: text })],
    ['a refusal', (text: string) => ({ refusal: text })]
  ])('of %s is refused past 64 Mi characters', (_, delta) => {
    expect(givenOf(delta)).toEqual({ chars: 64 * MILLION, kind: 'overflow' })
    expect(MAX_ANSWER_CHARS).toBe(64 * MILLION)
  })

  it('of arguments is refused long before', () => {
    const { chars, kind } = givenOf((text) => ({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: text } }] }))
    expect(kind).toBe('overflow')
    expect(chars).toBeLessThanOrEqual(64 * MILLION)
  })
})

it('an answer that is sent once more as a whole is not shown twice', () => {
  let text = ''
  const reader = new AnswerReader({ onPiece: (piece) => (text += 'text' in piece ? piece.text : ''), makeCallId: () => 'id' })
  const take = (choice: object): void => reader.take({ event: 'message', data: JSON.stringify({ choices: [choice] }), id: '' })
  take({ delta: { content: 'Hel' } })
  take({ delta: { content: 'lo' } })
  take({ message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' })
  expect([text, reader.end(null)]).toEqual(['Hello', { kind: 'finished', finish: 'stop', rawFinish: 'stop' }])
})
