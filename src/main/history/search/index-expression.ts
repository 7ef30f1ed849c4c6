import type { Phrase } from '../../../shared/search/phrases'
import { tokensOf, withPlus } from './indexable'
import { featuresOf, namesOfModel, type SearchedMessage } from './match-message'
import type { Filters, SearchQuery } from './search-query'
import { signsOf, signToken } from './signs'

const MARK = '¦'

/** The index's second column: who wrote it, the model's names as one token each, what it has and its signs. */
export function marksOf(message: SearchedMessage, folded: string): string {
  const models = message.model === null ? [] : namesOfModel(message.model).map(modelToken)
  const features = [...featuresOf(message)].map((feature) => `${MARK}${feature}`)
  return [`${MARK}${message.role}`, ...models, ...features, ...[...signsOf(folded)].map(signToken)].join(' ')
}

export interface ExpressionParts {
  /** Whether words that go on are asked for as well; they cost by how often all their words stand in the texts. */
  readonly prefixes: boolean
}

/**
 * What to ask the index so that nothing is missing; what it finds too much is for `isFound` to leave out. Null when
 * nothing of the query can be asked: every message comes into question.
 */
export function indexExpression(query: SearchQuery, { prefixes }: ExpressionParts): string | null {
  const phrases = query.wanted.flatMap((phrase) => (prefixes || !goesOn(phrase) ? phraseExpressions(phrase) : []))
  const asked = [...phrases, ...filterExpressions(query.filters, prefixes)]
  return asked.length === 0 ? null : asked.join(' AND ')
}

/** The words of titles alone. */
export function titleExpression(query: SearchQuery): string | null {
  const phrases = query.wanted.flatMap((phrase) => {
    const tokens = phrase.flatMap(({ text }) => tokensOf(text))
    return tokens.length === 0 ? [] : [wordsExpression(tokens, phrase).replace(/^text : /, '')]
  })
  return phrases.length === 0 ? null : phrases.join(' AND ')
}

/** Whether it has words, or names of models, that go on. */
export function hasPrefix({ wanted, filters }: SearchQuery): boolean {
  return wanted.some(goesOn) || filters.models.length > 0
}

/** Whether more of an answer than its text decides. */
export function asksOfAnswers({ filters: { models, notModels, has, lacks } }: SearchQuery): boolean {
  return [models, notModels, has, lacks].some((list) => list.length > 0)
}

function goesOn(phrase: Phrase): boolean {
  return phrase.some(({ prefix }) => prefix)
}

function phraseExpressions(phrase: Phrase): readonly string[] {
  const signs = [...new Set(phrase.flatMap(({ text }) => [...signsOf(text)]))].map(
    (sign) => `marks : "${signToken(sign)}"`
  )
  const tokens = phrase.flatMap(({ text }) => tokensOf(text))
  return tokens.length === 0 ? signs : [wordsExpression(tokens, phrase), ...signs]
}

function wordsExpression(tokens: readonly string[], phrase: Phrase): string {
  const last = phrase.at(-1)
  const words = tokens.join(' ')
  if (last?.prefix) return `text : "${words}" *`
  // One plus after a word may be the first of two.
  if (last && /[^+]\+$/u.test(last.text)) return `text : ("${words}" OR "${withPlus(words)}")`
  return `text : "${words}"`
}

function filterExpressions({ role, models, has }: Filters, prefixes: boolean): readonly string[] {
  return [
    ...(role === null ? [] : [`marks : "${MARK}${role}"`]),
    ...(prefixes ? models : []).map((model) => `marks : "${modelToken(model)}" *`),
    ...has.map((feature) => `marks : "${MARK}${feature}"`)
  ]
}

function modelToken(name: string): string {
  return `${MARK}m${name.replace(/[^\p{L}\p{N}]/gu, '·')}`
}
