import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { spoilIndex } from '../../../tests/spoilt-index'
import type { SearchReply } from '../../shared/ipc/search-calls'
import { readWritten } from '../../shared/ipc/written'
import { bundleThreads } from './bundle-threads'
import { openWritable } from './database'
import { HistoryWriter } from './history-writer'
import { longTurn } from './long-turn'
import { migrate } from './migrate'
import { openHistory } from './open-history'
import { scratchFolder } from './scratch-database'
import { indexAll } from './search/sample-search'

const MESSAGES = 1_000

let threads: string
beforeAll(async () => {
  threads = await bundleThreads()
})
afterAll(() => rmSync(threads, { recursive: true }))

function indexed(folder: string): string {
  const file = join(folder, 'history.db')
  const database = openWritable(file)
  migrate(database)
  new HistoryWriter(database).begin(longTurn(MESSAGES))
  indexAll(database)
  database.close()
  return file
}

const queries = ['"number 978" ', 'numb*']

it.each(queries)('the first search (%s) of a damaged index says how much is to be indexed again, the next ones find', async (query) => {
  const folder = scratchFolder()
  spoilIndex(indexed(folder), 'missing')
  const { history, notices } = await openHistory({ folder, threads })
  const search = async (): Promise<SearchReply> =>
    readWritten(await history.search({ query, order: 'newest', limit: 5, cursor: null }))
  try {
    expect((await search()).unindexed).toBeGreaterThan(0)
    await vi.waitFor(async () => expect((await search()).unindexed).toBe(0), { timeout: 20_000 })
    expect((await search()).groups).toHaveLength(1)
    expect(notices).toEqual([])
  } finally {
    await history.close()
    rmSync(folder, { recursive: true })
  }
})
