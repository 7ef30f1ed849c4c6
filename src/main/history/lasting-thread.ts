import { FaultError } from '../fault-error'
import type { Fault } from '../../shared/fault'
import { ThreadEnded, type CallMap, type ThreadClient } from './thread-calls'

export interface LastingThreadOptions<Calls extends CallMap<Calls>> {
  readonly first: ThreadClient<Calls>
  /** Starts one in the place of one that has ended; null when none can take it. */
  readonly again: () => ThreadClient<Calls> | null
  /** Told once for each time that no thread could be started again. */
  readonly onGivenUp: (fault: Fault) => void
  /** A monotonic clock, in milliseconds. */
  readonly nowMs?: () => number
}

/** More often than that within the time, and it is the same cause that would end the next one as well. */
const MOST_RESTARTS = 3
const WITHIN_MS = 60_000

const STOPPED: Fault = { kind: 'history_stopped', message: 'the thread of the history could not be started again' }

/**
 * A thread that is started again when it dies. A call that was cut off is asked once more of the next one, so every
 * call must be one that can be repeated. Where it dies again and again, calls reject with `history_stopped`.
 */
export class LastingThread<Calls extends CallMap<Calls> & { close: { ask: null; reply: void } }> {
  private client: ThreadClient<Calls>
  private restartsMs: readonly number[] = []
  private state: 'well' | 'given up' | 'closed' = 'well'

  constructor(private readonly options: LastingThreadOptions<Calls>) {
    this.client = options.first
  }

  async call<Name extends keyof Calls & string>(name: Name, ask: Calls[Name]['ask']): Promise<Calls[Name]['reply']> {
    try {
      return await this.running().call(name, ask)
    } catch (error) {
      if (!(error instanceof ThreadEnded) || this.state !== 'well') throw error
      return this.running().call(name, ask)
    }
  }

  /** Ends the thread once all that was asked before is done, or after the limit. One that has died is not started. */
  async close(limitMs: number): Promise<void> {
    this.state = 'closed'
    if (!this.client.ended) await this.client.end(this.client.call('close', null), limitMs)
  }

  private running(): ThreadClient<Calls> {
    if (!this.client.ended || this.state === 'closed') return this.client
    const nowMs = (this.options.nowMs ?? (() => performance.now()))()
    const restartsMs = this.restartsMs.filter((atMs) => nowMs - atMs < WITHIN_MS)
    const next = restartsMs.length < MOST_RESTARTS ? this.options.again() : null
    if (!next) throw this.givenUp()
    this.restartsMs = [...restartsMs, nowMs]
    this.state = 'well'
    this.client = next
    return next
  }

  private givenUp(): FaultError {
    if (this.state === 'well') this.options.onGivenUp(STOPPED)
    this.state = 'given up'
    return new FaultError(STOPPED)
  }
}
