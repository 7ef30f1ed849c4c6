import type { AttemptTokens } from '../stream/run'
import { estimateTokens } from './token-estimate'
import type { FromCounter, ToCounter } from './token-messages'

// A message per delta would cost the main thread more than the delta did.
const BATCH_MS = 50
const SETTLE_LIMIT_MS = 500

/** The count of one attempt: exact for what the thread has counted, estimated for what it never will. */
export class AttemptCount implements AttemptTokens {
  #pending = ''
  #batch: NodeJS.Timeout | null = null
  #number = 0
  #counted = 0
  /** Estimates of the texts that were posted and are not counted yet, by their number. */
  readonly #underway = new Map<number, number>()
  #settled: ((count: number) => void) | null = null
  #lost = false

  constructor(
    private readonly attempt: number,
    private readonly post: (message: ToCounter) => boolean,
    private readonly closed: (attempt: number) => void
  ) {}

  add(text: string): void {
    if (text === '') return
    this.#pending += text
    if (this.#batch) return
    this.#batch = setTimeout(() => this.#flush(), BATCH_MS)
    this.#batch.unref()
  }

  get count(): number {
    return this.#lost ? this.#withEstimates() : this.#counted
  }

  /** What is not counted after 500 ms is estimated. */
  settle(): Promise<number> {
    this.#flush()
    if (this.#lost || !this.post({ kind: 'settle', attempt: this.attempt })) return Promise.resolve(this.#withEstimates())
    return new Promise((resolve) => {
      const limit = setTimeout(() => this.#settled?.(this.#withEstimates()), SETTLE_LIMIT_MS)
      this.#settled = (count) => {
        clearTimeout(limit)
        this.#settled = null
        resolve(count)
      }
    })
  }

  close(): void {
    if (this.#batch) clearTimeout(this.#batch)
    this.#batch = null
    this.#pending = ''
    this.#settled?.(this.#withEstimates())
    this.post({ kind: 'close', attempt: this.attempt })
    this.closed(this.attempt)
  }

  heard(message: FromCounter): void {
    for (const number of this.#underway.keys()) if (number <= message.number) this.#underway.delete(number)
    this.#counted = message.count
    if (message.settled) this.#settled?.(message.count)
  }

  /** The thread is gone, and what it knew of the open word with it. */
  lost(): void {
    this.#lost = true
    this.#settled?.(this.#withEstimates())
  }

  #flush(): void {
    if (this.#batch) clearTimeout(this.#batch)
    this.#batch = null
    const text = this.#pending
    this.#pending = ''
    if (text === '') return
    const number = ++this.#number
    this.#underway.set(number, estimateTokens(text))
    if (this.#lost || !this.post({ kind: 'add', attempt: this.attempt, number, text })) this.#lost = true
  }

  #withEstimates(): number {
    const estimated = [...this.#underway.values()].reduce((sum, tokens) => sum + tokens, estimateTokens(this.#pending))
    return this.#counted + Math.round(estimated)
  }
}
