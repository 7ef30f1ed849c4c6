import type { ConversationId } from '../../../shared/domain/ids'
import type { Readable } from '../database'
import { keyBase } from './doc-keys'
import { foundRows, messagesOf, type FoundRow, type RowChoice } from './found-rows'
import { asksOfAnswers, hasPrefix, indexExpression } from './index-expression'
import { isFound } from './match-message'
import type { SearchQuery } from './search-query'

/** How many candidates are read at first and at most at once. */
const FIRST_READ = 24
const MOST_READ = 400
/**
 * How many are looked at one by one before words that go on are asked of the index. That costs by how often all words
 * with this beginning stand in the texts; where that is often, enough stand in the newest.
 */
const LOOKED_AT = 200
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

type Source = (belowDoc: number, limit: number) => readonly FoundRow[]

/** What is found, the newest first, read from the database bit by bit as it is asked for. */
export function* walkFound(database: Readable, { query, conversationIds, belowDoc }: Walk): Generator<FoundRow> {
  const below = Math.min(belowDoc ?? Number.MAX_SAFE_INTEGER, endOf(query))
  const fromDoc = query.filters.fromMs === null ? 1 : keyBase(query.filters.fromMs)
  const choice = { fromDoc, conversationIds, withAnswers: asksOfAnswers(query) }
  const rowsFrom = (from: RowChoice['from']): Source => (belowDoc, limit) =>
    foundRows(database, { ...choice, from, belowDoc, limit })
  if (conversationIds && messagesOf(database, conversationIds, MOST_SCANNED) < MOST_SCANNED) {
    return yield* walkSource(query, rowsFrom('conversations'), below, Infinity)
  }
  const asked = (prefixes: boolean): Source => {
    const expression = indexExpression(query, { prefixes })
    return rowsFrom(expression === null ? 'all' : { expression })
  }
  const rest = hasPrefix(query) ? yield* walkSource(query, asked(false), below, LOOKED_AT) : below
  if (rest !== null) yield* walkSource(query, asked(true), rest, Infinity)
}

/** Returns the key of the last one that was looked at, null when there are no more. */
function* walkSource(
  query: SearchQuery,
  source: Source,
  below: number,
  most: number
): Generator<FoundRow, number | null> {
  let left = most
  for (let size = FIRST_READ; left > 0; size = Math.min(MOST_READ, 2 * size)) {
    const wanted = Math.min(size, left)
    const rows = source(below, wanted)
    for (const row of rows) if (isFound(query, row)) yield row
    if (rows.length < wanted) return null
    below = rows.at(-1)?.doc ?? below
    left -= rows.length
  }
  return below
}

function endOf({ filters: { untilMs } }: SearchQuery): number {
  return untilMs === null ? Number.MAX_SAFE_INTEGER : keyBase(untilMs) + KEYS_BEYOND
}
