import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SearchAsk } from '../../src/shared/ipc/search-calls'
import { fillProfile } from '../../tests/e2e/seed-history'
import { filledHistory, storeIndexed } from '../app/indexed-history'
import { MeasuredApp } from '../app/measured-app'
import { searchCallMs } from '../app/search-calls'
import { SearchKeys } from '../app/search-keys'
import { again, FRAME_MS, pick, ratioRow, type Experiment, type RowSpec, type Sample, type Size } from '../experiment'
import { percentile } from '../interval'

const SEED = 1
const TIMES = 20
const TIMES_BY_KEYS = { full: 4, quick: 1 }
/**
 * The first searches of a start, which compile and read from the disk, take 8 to 13 ms and are not these rows'; nor are
 * those beside which the rest of the window and the small one are made.
 */
const STARTS_MS = 3_000

/** A common word, a rare one, two Chinese characters, a beginning, a phrase. */
const NEWEST = ['server ', 'kamivenn ', '模型', 'stre*', '"of the"']
/** Two common words that never meet, a common word in a folder of three messages, every word with an a. */
const WORST = ['"the" 的', 'the in:three', 'a*']
const RELEVANT = ['server ', '模型']
/** As they are typed, up to the last key, which is timed. */
const TYPED = ['server', 'kamivenn', '模型', 'stre', 'python function']

/** The p95 of a round, beside a frame. */
function p95Row(name: string, atMost: number, onlyIn?: Size, quickly?: string): RowSpec {
  return {
    name,
    unit: 'ms',
    peer: 'a frame at 60 Hz',
    bar: { atMost: atMost / FRAME_MS },
    judged: 'ratio',
    ...(onlyIn && { onlyIn }),
    ...(quickly && { quickly }),
    value: (sample) => pick(sample, name),
    peerValue: () => FRAME_MS,
    figure: (sample) => pick(sample, name) / FRAME_MS,
    self: (sample) => pick(sample, again(name)) / pick(sample, name)
  }
}

/** The newest twenty hits, grouped and with their snippets, as the window asks for them; and what keys bring. */
function searching(rows: readonly RowSpec[], messages: Readonly<Record<Size, number>>): Experiment {
  return {
    rows,
    rounds: { full: 6, quick: 2 },
    async open(size) {
      const profile = await mkdtemp(join(tmpdir(), 'rill-bench-'))
      fillProfile(profile, (database) => {
        storeIndexed(database, messages[size], SEED)
        database.script(`
          insert into folder (id, name, parent_id, position, open) values ('three', 'three', null, 0, 1);
          update conversation set folder_id = 'three' where id =
            (select conversation_id from message group by conversation_id having count(*) <= 4 limit 1)`)
      })
      const measured = await MeasuredApp.startIn(profile)
      const called = (queries: readonly string[], order: SearchAsk['order']): Promise<readonly number[]> =>
        searchCallMs(measured.page, queries, order, TIMES)
      const keys = new SearchKeys(measured)
      const round = async (): Promise<Sample> => {
        const newest = percentile(await called(NEWEST, 'newest'), 0.95)
        const worst = [...(await called(WORST, 'newest')), ...(await called(RELEVANT, 'relevance'))]
        const ui = percentile(await keys.lastKeyMs(TYPED, TIMES_BY_KEYS[size]), 0.95)
        return { 'search-200k': newest, 'search-1m': newest, 'search-worst': percentile(worst, 0.95), 'search-ui': ui }
      }
      const startedMs = performance.now()
      while (performance.now() - startedMs < STARTS_MS) await called(NEWEST, 'newest')
      return {
        round,
        close: () => measured.close()
      }
    }
  }
}

const FEWER = '20,000 messages'

export const search200k = searching(
  [p95Row('search-200k', 2, undefined, FEWER), p95Row('search-ui', 50, 'quick', FEWER)],
  { full: 200_000, quick: 20_000 }
)
export const search1m = searching(
  [p95Row('search-1m', 5, 'full'), p95Row('search-worst', 50, 'full'), p95Row('search-ui', 50, 'full')],
  { full: 1_000_000, quick: 1_000_000 }
)

const INSERTED = { full: 20_000, quick: 5_000 }

/** What the index adds to putting texts in, as an import does. */
export const indexCost: Experiment = {
  rows: [
    ratioRow({
      name: 'index-cost',
      unit: 'ms',
      peer: 'the same without the index',
      quickly: '5,000 messages',
      bar: { atMost: 3 },
      ours: 'with',
      theirs: 'without'
    })
  ],
  rounds: { full: 7, quick: 2 },
  open: (size) =>
    Promise.resolve({
      round: () => {
        const filled = filledHistory(INSERTED[size], SEED)
        filled.database.close()
        filled.remove()
        return Promise.resolve({ with: filled.insertMs + filled.indexMs, without: filled.insertMs })
      },
      close: () => Promise.resolve()
    })
}
