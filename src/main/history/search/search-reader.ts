import type { ConversationId } from '../../../shared/domain/ids'
import { foldText } from '../../../shared/find-text'
import type { FoundConversation, FoundHit, FoundText, SearchAsk, SearchReply } from '../../../shared/ipc/search-calls'
import { wholeBeginning } from '../../../shared/whole-beginning'
import type { Phrase } from '../../../shared/search/phrases'
import type { Readable } from '../database'
import type { FoundRow } from './found-rows'
import { titleExpression } from './index-expression'
import { hasPhrases } from './match-message'
import { parseQuery } from './parse-query'
import { plainSnippet } from './plain-snippet'
import { relevanceOf } from './relevance'
import { isEmptyQuery, onlyWords, type SearchQuery } from './search-query'
import { walkFound } from './search-walk'
import { markedText, snippetOf } from './snippet'
import { wordsApart } from './tell-apart'

/** By relevance so many of the newest are compared, or as many as have this many UTF-16 units together. */
const MOST_COMPARED = 1_000
const MOST_COMPARED_UNITS = 4 * 1024 * 1024
/** In UTF-16 units: what the sidebar shows of a snippet for certain, and the beginning of one that another is like. */
const SEEN_LENGTH = 72
const BEGINNING = { least: 20, most: 48 }
/** Titles are a handful, or the wrong thing to look in. */
const MOST_TITLES = 8
const TITLES_READ = 3 * MOST_TITLES

const TITLES = `
  select c.id as conversationId, c.title from title_index i cross join conversation c on c.row = i.rowid
  where i.title_index match ? and c.deleted_at_ms is null order by i.rowid desc limit ${TITLES_READ}`

const TITLES_OF = `
  select id as conversationId, title from conversation
  where id in (select value from json_each(?)) and deleted_at_ms is null`

/** The conversations in the folder of this folded name; none where there is no such folder. */
export type FolderLookup = (database: Readable, folder: string) => readonly ConversationId[]

type Titled = Pick<FoundRow, 'conversationId' | 'title'>

/** Finds messages and titles in the whole history. */
export class SearchReader {
  constructor(
    private readonly database: Readable,
    private readonly folder: FolderLookup = () => []
  ) {}

  search({ query: typed, order, limit, cursor }: SearchAsk): SearchReply {
    const query = parseQuery(typed)
    return this.database.snapshot(() => {
      const unindexed = this.database.get<{ count: number }>('select count(*) as count from search_pending')?.count ?? 0
      const none: SearchReply = { groups: [], phrases: query.wanted, cursor: null, unindexed }
      if (isEmptyQuery(query)) return none
      const { folder } = query.filters
      const conversationIds = folder === null ? null : this.folder(this.database, folder)
      if (conversationIds?.length === 0) return none
      const found = walkFound(this.database, { query, conversationIds, belowDoc: cursor })
      const { rows, more } = order === 'newest' ? newest(found, limit) : mostRelevant(found, query.wanted, limit)
      const titles = cursor === null ? this.titles(query, conversationIds) : []
      return { ...none, groups: grouped(rows, titles, query.wanted), cursor: more ? (rows.at(-1)?.doc ?? null) : null }
    })
  }

  private titles(query: SearchQuery, conversationIds: readonly ConversationId[] | null): readonly Titled[] {
    const expression = titleExpression(query)
    if (expression === null || !onlyWords(query)) return []
    const rows = conversationIds
      ? this.database.each<Titled>(TITLES_OF, JSON.stringify(conversationIds))
      : this.database.each<Titled>(TITLES, expression)
    return firstOf(rows, MOST_TITLES, ({ title }) => hasPhrases(query, foldText(title)))
  }
}

/** Reads no further than it has to. */
function firstOf<T>(all: Iterable<T>, most: number, isWanted: (one: T) => boolean): readonly T[] {
  const first: T[] = []
  for (const one of all) {
    if (isWanted(one)) first.push(one)
    if (first.length === most) break
  }
  return first
}

function newest(found: Generator<FoundRow>, limit: number): { rows: readonly FoundRow[]; more: boolean } {
  const rows: FoundRow[] = []
  for (const row of found) {
    if (rows.length === limit) return { rows, more: true }
    rows.push(row)
  }
  return { rows, more: false }
}

function mostRelevant(
  found: Generator<FoundRow>,
  phrases: readonly Phrase[],
  limit: number
): ReturnType<typeof newest> {
  const scored: { row: FoundRow; score: number }[] = []
  let units = 0
  for (const row of found) {
    scored.push({ row, score: relevanceOf(phrases, row.folded, row.title) })
    units += row.text.length
    if (scored.length >= MOST_COMPARED || units >= MOST_COMPARED_UNITS) break
  }
  scored.sort((a, b) => b.score - a.score || b.row.doc - a.row.doc)
  return { rows: scored.slice(0, limit).map(({ row }) => row), more: false }
}

/** Conversations in the order of their first hit; those found by their title alone come first. */
function grouped(
  rows: readonly FoundRow[],
  titles: readonly Titled[],
  phrases: readonly Phrase[]
): readonly FoundConversation[] {
  const byId = new Map<ConversationId, FoundRow[]>()
  for (const { conversationId } of titles) byId.set(conversationId, [])
  for (const row of rows) byId.set(row.conversationId, [...(byId.get(row.conversationId) ?? []), row])
  const titleOf = new Map([...titles, ...rows].map(({ conversationId, title }) => [conversationId, title]))
  return [...byId].map(([conversationId, hits]) => ({
    conversationId,
    title: markedText(titleOf.get(conversationId) ?? '', phrases),
    hits: toldApart(hits, phrases)
  }))
}

/** Versions of an answer often begin alike: what cannot be told apart is shown with the words at which it parts. */
function toldApart(hits: readonly FoundRow[], phrases: readonly Phrase[]): readonly FoundHit[] {
  const snippets = hits.map(({ text, folded }) => snippetOf(text, phrases, folded))
  const alike = new Map<string, number[]>()
  snippets.forEach(({ text }, at) => {
    const seen = text.slice(0, SEEN_LENGTH)
    alike.set(seen, [...(alike.get(seen) ?? []), at])
  })
  for (const places of alike.values()) {
    if (places.length < 2) continue
    wordsApart(places.map((at) => hits[at]?.text ?? '')).forEach((words, nth) => {
      const at = places[nth] ?? -1
      const snippet = snippets[at]
      if (snippet && words !== null) snippets[at] = withWords(snippet, words, phrases)
    })
  }
  return hits.map(({ messageId, role, createdAtMs }, at) => ({
    messageId,
    role,
    createdAtMs,
    snippet: snippets[at] ?? { text: '', marks: [] }
  }))
}

/** A short beginning of the snippet, with what was found where it is near, and these words of the same message. */
function withWords({ text, marks }: FoundText, words: string, phrases: readonly Phrase[]): FoundText {
  const length = Math.min(BEGINNING.most, Math.max(BEGINNING.least, marks[0]?.[1] ?? 0))
  const apart = plainSnippet(words, [], false).text
  return markedText(`${wholeBeginning(text, length).trimEnd()}${apart.startsWith('…') ? ' ' : '… '}${apart}`, phrases)
}
