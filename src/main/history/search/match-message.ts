import { foldText } from '../../../shared/find-text'
import { hasPhrase } from '../../../shared/search/phrases'
import type { Feature, Filters, SearchQuery } from './search-query'

/** What of a message decides whether it is found. */
export interface SearchedMessage {
  readonly role: 'user' | 'assistant'
  readonly text: string
  /** Null for a question. */
  readonly model: string | null
  readonly callsTools: 0 | 1
  /** Whether it has images of its own, apart from those its text names. */
  readonly hasImages: 0 | 1
  readonly createdAtMs: number
}

const FENCE = /^ {0,3}(?:```|~~~)/m
// What begins inside of another one is found by itself: no character is read twice, however many begin and none ends.
const IMAGE = /!\[(?:(?!!\[)[^\]\n])*\]\(|data:image\//

/**
 * The one definition of what a search finds, as a plain scan would: every wanted phrase stands in the text, no unwanted
 * one does, and the filters hold. The index only proposes. Folders and deletion are matters of the conversation.
 */
export function isFound(query: SearchQuery, message: SearchedMessage, folded = foldText(message.text)): boolean {
  return hasPhrases(query, folded) && passes(query.filters, message)
}

/** The same of a folded text alone. */
export function hasPhrases({ wanted, unwanted }: SearchQuery, folded: string): boolean {
  return wanted.every((phrase) => hasPhrase(phrase, folded)) && !unwanted.some((phrase) => hasPhrase(phrase, folded))
}

/** What can be asked for with `has:`. */
export function featuresOf({ text, callsTools, hasImages }: Pick<SearchedMessage, 'text' | 'callsTools' | 'hasImages'>): ReadonlySet<Feature> {
  const features = new Set<Feature>()
  if (FENCE.test(text)) features.add('code')
  if (hasImages === 1 || IMAGE.test(text)) features.add('image')
  if (callsTools === 1) features.add('tool')
  return features
}

/** The beginnings by which a model is asked for: its name, and the name behind the maker's. */
export function namesOfModel(model: string): readonly string[] {
  const parts = foldText(model).split('/')
  return parts.map((_, at) => parts.slice(at).join('/'))
}

function passes({ role, models, notModels, has, lacks, fromMs, untilMs }: Filters, message: SearchedMessage): boolean {
  if (role !== null && message.role !== role) return false
  if (fromMs !== null && message.createdAtMs < fromMs) return false
  if (untilMs !== null && message.createdAtMs >= untilMs) return false
  const names = message.model === null ? [] : namesOfModel(message.model)
  const isOf = (model: string): boolean => names.some((name) => name.startsWith(model))
  if (!models.every(isOf) || notModels.some(isOf)) return false
  if (has.length === 0 && lacks.length === 0) return true
  const features = featuresOf(message)
  return has.every((feature) => features.has(feature)) && !lacks.some((feature) => features.has(feature))
}
