import type { Phrase } from '../../../shared/search/phrases'

export const FEATURES = ['code', 'image', 'tool'] as const
/** What a message can be asked to have: a block of code, a picture, a call of a tool. */
export type Feature = (typeof FEATURES)[number]

export interface Filters {
  /** Folded; null for all conversations, in folders or not. */
  readonly folder: string | null
  readonly role: 'user' | 'assistant' | null
  /** Folded beginnings of names of models, or of their part behind a slash. */
  readonly models: readonly string[]
  readonly notModels: readonly string[]
  readonly has: readonly Feature[]
  readonly lacks: readonly Feature[]
  /** Milliseconds since 1970: from this moment on; null for no limit. */
  readonly fromMs: number | null
  /** Before this moment. */
  readonly untilMs: number | null
}

export interface SearchQuery {
  readonly wanted: readonly Phrase[]
  readonly unwanted: readonly Phrase[]
  readonly filters: Filters
}

export const NO_FILTERS: Filters = {
  folder: null,
  role: null,
  models: [],
  notModels: [],
  has: [],
  lacks: [],
  fromMs: null,
  untilMs: null
}

/** Whether there is anything to look for. */
export function isEmptyQuery({ wanted, unwanted, filters }: SearchQuery): boolean {
  const { folder, role, models, notModels, has, lacks, fromMs, untilMs } = filters
  const lists = [wanted, unwanted, models, notModels, has, lacks]
  return lists.every((list) => list.length === 0) && [folder, role, fromMs, untilMs].every((value) => value === null)
}

/** Whether it can be asked of a title: titles have no writer, model or day. A folder they are in. */
export function onlyWords({ wanted, filters }: SearchQuery): boolean {
  return wanted.length > 0 && isEmptyQuery({ wanted: [], unwanted: [], filters: { ...filters, folder: null } })
}
