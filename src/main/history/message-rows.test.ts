import { expect, it } from 'vitest'
import { emptyContent } from '../../shared/answer-content'
import { contentOf, type StoredContent } from './message-rows'

const whole: StoredContent = {
  text: 'kept',
  reasoning: 'too',
  pastReasoning: '[]',
  refusal: '',
  toolCalls: '[]',
  seams: '[]',
  attempts: '[]',
  skippedEvents: 0,
  state: '{"phase":"stopped"}'
}

it('reads a whole row', () => {
  expect(contentOf(whole)).toEqual({ ...emptyContent({ phase: 'stopped' }), text: 'kept', reasoning: 'too' })
})

it.each(['', 'null', '{', '7', '"text"', '{"phase":"unheard of"}', '\u0000'])(
  'keeps the text where %j stands in a column of its row',
  (spoilt) => {
    const row = { ...whole, pastReasoning: spoilt, toolCalls: spoilt, seams: spoilt, attempts: spoilt, state: spoilt }
    const content = contentOf(row)
    expect(content).toMatchObject({ text: 'kept', toolCalls: [], seams: [], attempts: [] })
    expect(content.state).toEqual({ phase: 'interrupted', fault: null })
  }
)
