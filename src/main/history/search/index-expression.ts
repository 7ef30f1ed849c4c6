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

/** The words of the index that begin with this token; null where they are too many to ask for each. */
export type WordsFrom = (token: string) => readonly string[] | null

export interface ExpressionParts {
  readonly wordsFrom: WordsFrom
  /** Whether what goes on in many words is asked for as well: it costs by how often all of them stand in the texts. */
  readonly wide: boolean
}

/**
 * What to ask the index so that nothing is missing; what it finds too much is for `isFound` to leave out. Null when
 * nothing of the query can be asked: every message comes into question.
 */
export function indexExpression(query: SearchQuery, parts: ExpressionParts): string | null {
  const phrases = query.wanted.flatMap((phrase) => phraseExpressions(phrase, parts))
  const asked = [...phrases, ...filterExpressions(query.filters, parts)]
  return asked.length === 0 ? null : asked.join(' AND ')
}

/** The words of titles alone. */
export function titleExpression(query: SearchQuery): string | null {
  const phrases = query.wanted.flatMap((phrase) => {
    const tokens = phrase.flatMap(({ text }) => tokensOf(text))
    return tokens.length === 0 ? [] : [wordsExpression(tokens, phrase)]
  })
  return phrases.length === 0 ? null : phrases.join(' AND ')
}

/** Whether it has words, or names of models, that go on in many ways. */
export function isWide({ wanted, filters }: SearchQuery, wordsFrom: WordsFrom): boolean {
  const begun = wanted.filter(goesOn).map((phrase) => tokensOfPhrase(phrase).at(-1) ?? '')
  return [...begun, ...filters.models.map(modelToken)].some((token) => wordsFrom(token) === null)
}

/** Whether more of an answer than its text decides. */
export function asksOfAnswers({ filters: { models, notModels, has, lacks } }: SearchQuery): boolean {
  return [models, notModels, has, lacks].some((list) => list.length > 0)
}

function goesOn(phrase: Phrase): boolean {
  return phrase.at(-1)?.prefix ?? false
}

function tokensOfPhrase(phrase: Phrase): readonly string[] {
  return phrase.flatMap(({ text }) => tokensOf(text))
}

function phraseExpressions(phrase: Phrase, { wordsFrom, wide }: ExpressionParts): readonly string[] {
  const signs = [...new Set(phrase.flatMap(({ text }) => [...signsOf(text)]))].map(
    (sign) => `marks : "${signToken(sign)}"`
  )
  const tokens = tokensOfPhrase(phrase)
  if (tokens.length === 0) return signs
  const words = goesOn(phrase) ? wordsFrom(tokens.at(-1) ?? '') : null
  if (words) return [`text : ${anyEnd(tokens, words)}`, ...signs]
  return goesOn(phrase) && !wide ? signs : [`text : ${wordsExpression(tokens, phrase)}`, ...signs]
}

/** The phrase of these tokens with any of these words for the last; where there is none, as it is: no text has it. */
function anyEnd(tokens: readonly string[], words: readonly string[]): string {
  const ends = words.length > 0 ? words : tokens.slice(-1)
  return `(${ends.map((word) => `"${[...tokens.slice(0, -1), word].join(' ')}"`).join(' OR ')})`
}

function wordsExpression(tokens: readonly string[], phrase: Phrase): string {
  const last = phrase.at(-1)
  const words = tokens.join(' ')
  if (last?.prefix) return `"${words}" *`
  // One plus after a word may be the first of two.
  if (last && /[^+]\+$/u.test(last.text)) return `("${words}" OR "${withPlus(words)}")`
  return `"${words}"`
}

function filterExpressions({ role, models, has }: Filters, { wordsFrom, wide }: ExpressionParts): readonly string[] {
  return [
    ...(role === null ? [] : [`marks : "${MARK}${role}"`]),
    ...models.flatMap((model) => {
      const token = modelToken(model)
      const names = wordsFrom(token)
      if (names) return [`marks : ${anyEnd([token], names)}`]
      return wide ? [`marks : "${token}" *`] : []
    }),
    ...has.map((feature) => `marks : "${MARK}${feature}"`)
  ]
}

function modelToken(name: string): string {
  return `${MARK}m${name.replace(/[^\p{L}\p{N}]/gu, '·')}`
}
