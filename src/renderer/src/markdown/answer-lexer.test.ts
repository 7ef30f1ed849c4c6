import { expect, it } from 'vitest'
import { AnswerLexer } from './answer-lexer'

it('shares nothing with the next lexer that would keep the text it has read', () => {
  const [first, next] = ['one', 'two'].map((text) => new AnswerLexer(text, false, new Map()))
  expect(first?.options.tokenizer).toBeDefined()
  expect(first?.options.tokenizer).not.toBe(next?.options.tokenizer)
})
