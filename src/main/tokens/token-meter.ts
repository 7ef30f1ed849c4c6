import type { AttemptTokens, TokenMeter } from '../stream/run'
import { AttemptCount } from './attempt-count'
import { CounterThread } from './counter-thread'

export interface ThreadTokenMeter extends TokenMeter {
  /** The counting thread's id; null while there is none. */
  readonly threadId: number | null
  close(): void
}

/** Long enough for the requests of one answer, tools and retries between them; loading takes 0.15 s of another core. */
const IDLE_MS = 5_000

/**
 * Counts tokens by the o200k encoding in a thread of its own: exact for OpenAI's newer models, about right for others.
 * The thread starts with the first attempt and ends when none was open for a while. Where it cannot run or dies, the
 * count is an estimate from then on. `threads` is the folder of `token-counter.cjs`.
 */
export function createTokenMeter(options: { threads: string; idleMs?: number }): ThreadTokenMeter {
  const open = new Map<number, AttemptCount>()
  const thread = new CounterThread(
    options.threads,
    options.idleMs ?? IDLE_MS,
    (message) => open.get(message.attempt)?.heard(message),
    () => open.forEach((attempt) => attempt.lost())
  )
  let started = 0
  const closed = (attempt: number): void => {
    open.delete(attempt)
    if (open.size === 0) thread.rest()
  }
  return {
    start(): AttemptTokens {
      thread.use()
      const attempt = new AttemptCount(++started, (message) => thread.post(message), closed)
      open.set(started, attempt)
      return attempt
    },
    get threadId() {
      return thread.threadId
    },
    close: () => thread.close()
  }
}
