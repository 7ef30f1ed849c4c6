import type { HighlightAsk, HighlightReply } from './highlight-worker'
import workerUrl from './highlight-worker?worker&url'
import type { Run } from './runs'

/** A block that takes longer than this stays plain, and the worker is started anew. */
const LIMIT_MS = 4_000
/** The worker is let go when nothing has been coloured for so long: it holds some megabytes, and starts in a moment. */
const IDLE_MS = 5_000

interface TrustedPolicy {
  createScriptURL(url: string): string
}

declare global {
  interface Window {
    readonly trustedTypes?: {
      createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): TrustedPolicy
    }
  }
}

/** Lets the one worker script of this build through, nothing else. */
const policy = window.trustedTypes?.createPolicy('rill', {
  createScriptURL: (url) => {
    if (url !== workerUrl) throw new TypeError('not a script of this app')
    return url
  }
})

let worker: Worker | null = null
let idle: ReturnType<typeof setTimeout> | undefined
let nextId = 0
const waiting = new Map<number, (runs: readonly Run[] | null) => void>()

/** Colours code off the main thread; null when the language is not known or it takes too long. */
export function highlight(language: string, text: string): Promise<readonly Run[] | null> {
  const id = nextId++
  return new Promise((resolve) => {
    const limit = setTimeout(() => {
      startAnew()
      settle(id, null)
    }, LIMIT_MS)
    waiting.set(id, (runs) => {
      clearTimeout(limit)
      resolve(runs)
    })
    clearTimeout(idle)
    worker ??= start()
    worker.postMessage({ id, language, text } satisfies HighlightAsk)
  })
}

function start(): Worker {
  const started = new Worker(policy ? policy.createScriptURL(workerUrl) : workerUrl, { type: 'module' })
  started.addEventListener('message', (event: MessageEvent<HighlightReply>) => settle(event.data.id, event.data.runs))
  started.addEventListener('error', () => startAnew())
  return started
}

function settle(id: number, runs: readonly Run[] | null): void {
  waiting.get(id)?.(runs)
  waiting.delete(id)
  clearTimeout(idle)
  if (waiting.size === 0) idle = setTimeout(startAnew, IDLE_MS)
}

/** What is still waiting stays plain. */
function startAnew(): void {
  clearTimeout(idle)
  worker?.terminate()
  worker = null
  for (const id of [...waiting.keys()]) settle(id, null)
}
