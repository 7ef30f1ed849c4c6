import type { ConversationId } from '../../../shared/domain/ids'
import type { Readable } from '../database'
import { keyBase } from './doc-keys'
import { foundRows, messagesOf, type FoundRow, type RowChoice } from './found-rows'
import { asksOfAnswers, indexExpression, isWide } from './index-expression'
import { IndexWords } from './index-words'
import { isFound } from './match-message'
import type { SearchQuery } from './search-query'

/**
 * What goes on in many words is not asked of the index at once: that costs by how often all of them stand in the
 * texts, more than a second for one letter in a million. As long as this share of what is looked at is found, the
 * next ones are looked at one by one; a larger share is asked for of many, which cost more by then than the index.
 */
const DENSE = { fewLooked: 400, few: 1 / 16, many: 1 / 6 }
/** How many are looked at between one decision and the next. */
const DECIDED_EVERY = 48
/** So few messages are read sooner than a common word's entries are passed over. */
const MOST_SCANNED = 4_000
/** Messages of one moment may have later keys; more than this at one moment come from no person. */
const KEYS_BEYOND = 65_536

export interface Walk {
  readonly query: SearchQuery
  /** Null for all. */
  readonly conversationIds: readonly ConversationId[] | null
  /** Only what is older than the message with this key; null to begin. */
  readonly belowDoc: number | null
}

type Source = (belowDoc: number) => Iterable<FoundRow>

/** What is found, the newest first, each read from the database when it is asked for. */
export function* walkFound(database: Readable, { query, conversationIds, belowDoc }: Walk): Generator<FoundRow> {
  const below = Math.min(belowDoc ?? Number.MAX_SAFE_INTEGER, endOf(query))
  const fromDoc = query.filters.fromMs === null ? 1 : keyBase(query.filters.fromMs)
  const choice = { fromDoc, conversationIds, withAnswers: asksOfAnswers(query) }
  const rowsFrom = (from: RowChoice['from']): Source => (belowDoc) =>
    foundRows(database, { ...choice, from, belowDoc })
  if (conversationIds && messagesOf(database, conversationIds, MOST_SCANNED) < MOST_SCANNED) {
    return yield* walkSource(query, rowsFrom('conversations'), below)
  }
  const words = new IndexWords(database)
  const wordsFrom = (token: string): ReturnType<IndexWords['beginningWith']> => words.beginningWith(token)
  const asked = (wide: boolean): Source => {
    const expression = indexExpression(query, { wordsFrom, wide })
    return rowsFrom(expression === null ? 'all' : { expression })
  }
  const rest = isWide(query, wordsFrom) ? yield* walkDense(query, asked(false), below) : below
  if (rest !== null) yield* walkSource(query, asked(true), rest)
}

function* walkSource(query: SearchQuery, source: Source, below: number): Generator<FoundRow, void> {
  for (const row of source(below)) if (isFound(query, row, row.folded)) yield row
}

/** Ends where too little is found. Returns the key of the last one that was looked at, null when there are no more. */
function* walkDense(query: SearchQuery, source: Source, below: number): Generator<FoundRow, number | null> {
  let [looked, found] = [0, 0]
  for (const row of source(below)) {
    looked++
    if (isFound(query, row, row.folded)) {
      found++
      yield row
    }
    const share = looked < DENSE.fewLooked ? DENSE.few : DENSE.many
    if (looked % DECIDED_EVERY === 0 && found < looked * share) return row.doc
  }
  return null
}

function endOf({ filters: { untilMs } }: SearchQuery): number {
  return untilMs === null ? Number.MAX_SAFE_INTEGER : keyBase(untilMs) + KEYS_BEYOND
}
