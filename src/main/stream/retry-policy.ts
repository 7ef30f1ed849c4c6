import type { AttemptWay } from '../../shared/domain/run'
import { isRetryable, type Fault } from '../../shared/fault'

/** Whether and how a run goes on after an attempt that ended in a fault. */
export interface RetryQuestion {
  readonly fault: Fault
  /** The attempt that failed, counted from 1. */
  readonly attempt: number
  readonly maxRetries: number
  /** The answer's text so far. */
  readonly text: string
  /** The model had begun to refuse. */
  readonly refused: boolean
}

/** The longest wait a provider may ask for; past it the person decides, for asking earlier would be refused again. */
const MAX_RETRY_AFTER_MS = 120_000

/** Null when the run is over. Text goes on from where it stopped; anything less is asked for again. */
export function nextWay(question: RetryQuestion): AttemptWay | null {
  const { fault, attempt, maxRetries, text, refused } = question
  if (!isRetryable(fault) || refused || attempt > maxRetries) return null
  if ((fault.retryAfterMs ?? 0) > MAX_RETRY_AFTER_MS) return null
  return text === '' ? 'repeat' : 'continue'
}

/** The wait in milliseconds: what the provider asks for, else 1, 2, 4 ... seconds, a fifth more or less. */
export function waitBefore(fault: Fault, failedAttempt: number, random: () => number): number {
  // Never earlier than asked; a little later, so that not all clients come back at the same moment.
  if (fault.retryAfterMs !== undefined) return Math.round(fault.retryAfterMs + 250 * random())
  const backOffMs = Math.min(2 ** (failedAttempt - 1) * 1_000, MAX_RETRY_AFTER_MS)
  return Math.round(backOffMs * (0.8 + 0.4 * random()))
}
