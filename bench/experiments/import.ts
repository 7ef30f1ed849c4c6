import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openHistory } from '../../src/main/history/open-history'
import { Transfers } from '../../src/main/transfer/transfers'
import { readWritten } from '../../src/shared/ipc/written'
import { storedAsRead } from '../app/indexed-history'
import { partsIn } from '../app/parts-in'
import { corpus } from '../corpus/corpus'
import { writeChatGptExport } from '../corpus/chatgpt-export'
import { inTurn, ratioRow, type Experiment } from '../experiment'

const THREADS = resolve(import.meta.dirname, '../../out/main')
const MESSAGES = { full: 40_000, quick: 4_000 }
const SEED = 5
const LOOK_MS = 5

/** From a file to what is stored and can be searched, beside the same rows put straight into tables and index. */
export const importSpeed: Experiment = {
  rows: [
    ratioRow({
      name: 'import',
      unit: 'messages/s',
      peer: 'bare inserts with the same index',
      bar: { atLeast: 0.4 },
      ours: 'import',
      theirs: 'bare'
    })
  ],
  rounds: { full: 7, quick: 2 },
  async open(size) {
    const messages = MESSAGES[size]
    const folder = mkdtempSync(join(tmpdir(), 'rill-bench-'))
    const file = join(folder, 'conversations.json')
    await writeChatGptExport(file, corpus({ messages, seed: SEED }))
    const parts = await partsIn(file)
    const bare = (): number => messages / (storedAsRead(parts) / 1_000)
    const imported = async (): Promise<number> => messages / ((await importMs(file, messages)) / 1_000)
    const measures = { import: imported, bare }
    return {
      round: (turn) => inTurn(measures, turn),
      close: () => {
        rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
        return Promise.resolve()
      }
    }
  }
}

/** Into a new history, through the same threads as in the program, until every text is in the index. */
async function importMs(file: string, messages: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'rill-bench-'))
  const { history, imports, file: database } = await openHistory({ folder, threads: THREADS })
  const quiet = (): void => undefined
  const transfers = new Transfers({
    history: database,
    imports,
    threads: THREADS,
    onProgress: quiet,
    onImported: quiet
  })
  try {
    const startedMs = performance.now()
    const report = await transfers.import(file)
    if (report.counts?.messages !== messages) throw new Error(`${String(report.counts?.messages)} messages have come`)
    const ask = { query: 'anything ', order: 'newest', limit: 1, cursor: null } as const
    const unindexed = async (): Promise<number> => readWritten(await history.search(ask)).unindexed
    while ((await unindexed()) > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    return performance.now() - startedMs
  } finally {
    await history.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}
