import type { ElectronApplication, Page } from '@playwright/test'
import type * as Inspector from 'node:inspector'

/**
 * Has the collector run in main, in its threads, in the page and in its workers: each has a heap of its own, and what
 * one has not collected yet looks like growth. By the inspector, because that also gives the freed memory back, which
 * the `gc` of `--expose-gc` does not; only workers have no inspector to ask. Returns the threads' heaps in MB.
 */
export async function collectGarbage(electron: ElectronApplication, page: Page): Promise<{ threadHeapMb: number }> {
  await electron.evaluate(collectInMain)
  const threadHeap = await electron.evaluate(collectInThreads, THREAD_LIMIT_MS)
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('HeapProfiler.collectGarbage')
  await inspector.detach()
  await Promise.all(page.workers().map((worker) => worker.evaluate(collectInWorker)))
  return { threadHeapMb: threadHeap / 1024 / 1024 }
}

/** A thread that ends meanwhile never answers. */
const THREAD_LIMIT_MS = 5_000

function collectInWorker(): void {
  const run: unknown = Reflect.get(globalThis, 'gc')
  if (typeof run !== 'function') throw new Error('the collector cannot be called')
  run()
}

async function collectInMain(): Promise<void> {
  const inspector = process.mainModule?.require('node:inspector') as typeof Inspector
  const session = new inspector.Session()
  session.connect()
  await new Promise<void>((resolve) => session.post('HeapProfiler.collectGarbage', () => resolve()))
  session.disconnect()
}

/**
 * Through main's inspector, because nothing of the app's threads is there to be called. Returns the bytes their heaps
 * have in use afterwards.
 */
async function collectInThreads(_electron: unknown, limitMs: number): Promise<number> {
  const inspector = process.mainModule?.require('node:inspector') as typeof Inspector
  const session = new inspector.Session()
  session.connect()
  const threads: string[] = []
  session.on('NodeWorker.attachedToWorker', ({ params }) => void threads.push(params.sessionId))
  const enable = { waitForDebuggerOnStart: false }
  await new Promise<void>((resolve) => session.post('NodeWorker.enable', enable, () => resolve()))
  const heaps: number[] = []
  const collected = new Promise<void>((resolve) => {
    if (threads.length === 0) resolve()
    session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
      const { id, result } = JSON.parse(params.message) as { id?: number; result?: { usedSize?: number } }
      if (id === 2 && heaps.push(result?.usedSize ?? 0) === threads.length) resolve()
    })
  })
  for (const [at, method] of ['HeapProfiler.collectGarbage', 'Runtime.getHeapUsage'].entries()) {
    const message = JSON.stringify({ id: at + 1, method })
    for (const sessionId of threads) session.post('NodeWorker.sendMessageToWorker', { sessionId, message })
  }
  let limit: NodeJS.Timeout | undefined
  await Promise.race([collected, new Promise((resolve) => (limit = setTimeout(resolve, limitMs)))])
  clearTimeout(limit)
  session.disconnect()
  return heaps.reduce((sum, bytes) => sum + bytes, 0)
}
