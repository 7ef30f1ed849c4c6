import type { Page } from '@playwright/test'
import type { SearchAsk } from '../../src/shared/ipc/search-calls'

const LIMIT = 20

/** How long the window's own call takes, for each of these queries so many times, in milliseconds. */
export function searchCallMs(
  page: Page,
  queries: readonly string[],
  order: SearchAsk['order'],
  times: number
): Promise<readonly number[]> {
  return page.evaluate(
    async ({ queries, order, times, limit }) => {
      const taken: number[] = []
      for (let nth = 0; nth < times; nth++) {
        for (const query of queries) {
          const startedMs = performance.now()
          const reply = await window.rill.call('search:messages', { query, order, limit, cursor: null })
          if (!reply.ok) throw new Error(reply.fault.message)
          // As the page reads it.
          JSON.parse(reply.value.json)
          taken.push(performance.now() - startedMs)
        }
      }
      return taken
    },
    { queries, order, times, limit: LIMIT }
  )
}
