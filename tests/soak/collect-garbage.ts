import type { ElectronApplication, Page } from '@playwright/test'
import type * as Inspector from 'node:inspector'

/**
 * Has the collector run in main, in its threads, in the page and in its workers. Each has a heap of its own, and what
 * one has not collected yet looks like growth. Wants `--js-flags=--expose-gc`.
 */
export async function collectGarbage(electron: ElectronApplication, page: Page): Promise<void> {
  await electron.evaluate(collect)
  await electron.evaluate(collectInThreads, THREAD_LIMIT_MS)
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('HeapProfiler.collectGarbage')
  await inspector.detach()
  await Promise.all(page.workers().map((worker) => worker.evaluate(collect)))
}

/** A thread that ends meanwhile never answers. */
const THREAD_LIMIT_MS = 5_000

function collect(): void {
  const run: unknown = Reflect.get(globalThis, 'gc')
  if (typeof run !== 'function') throw new Error('the collector cannot be called')
  run()
}

/** Through Node's inspector, because nothing of the app's threads is there to be called. */
async function collectInThreads(_electron: unknown, limitMs: number): Promise<void> {
  const inspector = process.mainModule?.require('node:inspector') as typeof Inspector
  const session = new inspector.Session()
  session.connect()
  const threads: string[] = []
  session.on('NodeWorker.attachedToWorker', ({ params }) => void threads.push(params.sessionId))
  const enabled = new Promise<void>((resolve) => {
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, () => resolve())
  })
  await enabled
  const collected = new Promise<void>((resolve) => {
    let left = threads.length
    if (left === 0) resolve()
    session.on('NodeWorker.receivedMessageFromWorker', () => --left === 0 && resolve())
  })
  const message = JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' })
  for (const sessionId of threads) session.post('NodeWorker.sendMessageToWorker', { sessionId, message })
  let limit: NodeJS.Timeout | undefined
  await Promise.race([collected, new Promise((resolve) => (limit = setTimeout(resolve, limitMs)))])
  clearTimeout(limit)
  session.disconnect()
}
