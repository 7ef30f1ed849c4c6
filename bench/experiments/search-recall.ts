import { seededRandom, type SeededRandom } from '../../tests/soak/seeded-random'
import { openReadable, type Readable } from '../../src/main/history/database'
import { join } from 'node:path'
import { isFound, type SearchedMessage } from '../../src/main/history/search/match-message'
import { parseQuery } from '../../src/main/history/search/parse-query'
import { isEmptyQuery } from '../../src/main/history/search/search-query'
import { SearchReader } from '../../src/main/history/search/search-reader'
import { filledHistory } from '../app/indexed-history'
import { CODE, ENGLISH, HAN, rareWord } from '../corpus/words'
import { pick, type Experiment, type Sample } from '../experiment'

const MESSAGES = 2_000
const QUERIES = { full: 2_000, quick: 150 }
const SEED = 3
const SCANNED_AGAIN_EVERY = 20

type Row = SearchedMessage & { readonly id: string }

/** Hits against a plain scan of every text: none missing and none too many. */
export const searchRecall: Experiment = {
  rows: [
    {
      name: 'search-recall',
      unit: 'of the hits',
      peer: 'a plain scan',
      quickly: '150 queries',
      bar: { atLeast: 1 },
      judged: 'ratio',
      value: (sample) => pick(sample, 'agreeing'),
      peerValue: () => 1,
      figure: (sample) => pick(sample, 'agreeing'),
      self: (sample) => pick(sample, 'scan again')
    }
  ],
  rounds: { full: 1, quick: 1 },
  open(size) {
    const filled = filledHistory(MESSAGES, SEED)
    filled.database.close()
    const database = openReadable(join(filled.folder, 'history.db'))
    return Promise.resolve({
      round: (turn) => Promise.resolve(compared(database, seededRandom(SEED + turn), QUERIES[size])),
      close: () => {
        database.close()
        filled.remove()
        return Promise.resolve()
      }
    })
  }
}

/** Of all hits of either side, how many both have; and the same of the scan and a second one, from the other end. */
function compared(database: Readable, random: SeededRandom, queries: number): Sample {
  const rows = database.all<Row>(
    `select m.id, m.role, m.text, a.model, m.created_at_ms as createdAtMs
     from message m left join answer a on a.message_id = m.id`
  )
  const reader = new SearchReader(database)
  const [searched, scannedAgain] = [new Agreement(), new Agreement()]
  for (let nth = 0; nth < queries; nth++) {
    const query = queryOf(random)
    const scanned = scan(rows, query)
    const { groups } = reader.search({ query, order: 'newest', limit: MESSAGES, cursor: null })
    searched.count(scanned, groups.flatMap(({ hits }) => hits.map(({ messageId }) => messageId)))
    if (nth % SCANNED_AGAIN_EVERY === 0) scannedAgain.count(scanned, scan([...rows].reverse(), query))
  }
  return { agreeing: searched.share, 'scan again': scannedAgain.share }
}

class Agreement {
  private both = 0
  private either = 0

  count(one: readonly string[], other: readonly string[]): void {
    const found = new Set(other)
    const agreed = one.filter((id) => found.has(id)).length
    this.both += agreed
    this.either += found.size + one.length - agreed
  }

  get share(): number {
    return this.both / this.either
  }
}

function scan(rows: readonly Row[], query: string): readonly string[] {
  const parsed = parseQuery(query)
  if (isEmptyQuery(parsed)) return []
  return rows.filter((row) => isFound(parsed, { ...row, callsTools: 0, hasImages: 0 })).map(({ id }) => id)
}

function queryOf(random: SeededRandom): string {
  const word = random.weighted<() => string>([
    [3, () => ENGLISH.next(random)],
    [3, () => HAN.next(random)],
    [2, () => CODE.next(random)],
    [2, () => rareWord(random)],
    [1, () => `"${ENGLISH.next(random)} ${ENGLISH.next(random)}"`],
    [1, () => `${ENGLISH.next(random).slice(0, random.between(1, 4))}*`],
    [1, () => `-${ENGLISH.next(random)}`]
  ])
  return Array.from({ length: random.between(1, 3) }, () => word()).join(' ')
}
