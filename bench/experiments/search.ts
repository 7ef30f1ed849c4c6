import { resolve } from 'node:path'
import { openHistory } from '../../src/main/history/open-history'
import type { SearchAsk } from '../../src/shared/ipc/calls'
import { filledHistory } from '../app/indexed-history'
import { FRAME_MS, pick, type Experiment, type RowSpec } from '../experiment'
import { percentile } from '../interval'

const THREADS = resolve(import.meta.dirname, '../../out/main')
const SEED = 1
const TIMES = 20

const NEWEST = ['server ', 'kamivenn ', '模型', 'stre*', '"of the"']
/** Two common words that never meet, a common word in a folder of three messages, every word with an a. */
const WORST = ['"the" 的', 'the in:three', 'a*']

function p95Row(name: string, atMost: number, onlyIn?: 'full'): RowSpec {
  return {
    name,
    unit: 'ms',
    peer: 'a frame at 60 Hz',
    bar: { atMost: atMost / FRAME_MS },
    judged: 'ratio',
    ...(onlyIn && { onlyIn }),
    value: (sample) => pick(sample, name),
    peerValue: () => FRAME_MS,
    figure: (sample) => pick(sample, name) / FRAME_MS,
    self: () => 1
  }
}

/** The newest twenty hits, grouped and with their snippets, to the reading thread and back. */
function searching(rows: readonly RowSpec[], messages: number): Experiment {
  return {
    rows,
    rounds: { full: 5, quick: 3 },
    async open() {
      const filled = filledHistory(messages, SEED)
      filled.database.script(`
        insert into folder (id, name, parent_id, position, open) values ('three', 'three', null, 0, 1);
        update conversation set folder_id = 'three' where id =
          (select conversation_id from message group by conversation_id having count(*) <= 4 limit 1)`)
      filled.database.close()
      const { history } = await openHistory({ folder: filled.folder, threads: THREADS })
      const timed = async (queries: readonly string[], order: SearchAsk['order']): Promise<readonly number[]> => {
        const times: number[] = []
        for (let nth = 0; nth < TIMES * queries.length; nth++) {
          const startedMs = performance.now()
          await history.search({ query: queries[nth % queries.length] ?? '', order, limit: 20, cursor: null })
          times.push(performance.now() - startedMs)
        }
        return times
      }
      return {
        round: async () => {
          const newest = await timed(NEWEST, 'newest')
          const worst = [...(await timed(WORST, 'newest')), ...(await timed(['server ', '模型'], 'relevance'))]
          const [newestMs, worstMs] = [percentile(newest, 0.95), percentile(worst, 0.95)]
          return { 'search-200k': newestMs, 'search-1m': newestMs, 'search-worst': worstMs }
        },
        close: async () => {
          await history.close()
          filled.remove()
        }
      }
    }
  }
}

export const search200k = searching([p95Row('search-200k', 2)], 200_000)
export const search1m = searching([p95Row('search-1m', 5, 'full'), p95Row('search-worst', 50, 'full')], 1_000_000)

/** What the index adds to putting texts in, as an import does. */
export const indexCost: Experiment = {
  rows: [
    {
      name: 'index-cost',
      unit: 'ms',
      peer: 'the same without the index',
      bar: { atMost: 3 },
      judged: 'ratio',
      value: (sample) => pick(sample, 'with'),
      peerValue: (sample) => pick(sample, 'without'),
      figure: (sample) => pick(sample, 'with') / pick(sample, 'without'),
      self: (sample) => pick(sample, 'again') / pick(sample, 'without')
    }
  ],
  rounds: { full: 7, quick: 3 },
  open: () =>
    Promise.resolve({
      round: (turn) => {
        const filled = filledHistory(20_000, SEED + turn)
        const again = filledHistory(20_000, SEED + turn)
        for (const one of [filled, again]) {
          one.database.close()
          one.remove()
        }
        return Promise.resolve({
          with: filled.insertMs + filled.indexMs,
          without: filled.insertMs,
          again: again.insertMs
        })
      },
      close: () => Promise.resolve()
    })
}
