import type { StreamStats, Usage } from '../../shared/domain/stats'
import type { Clock } from './ports'
import { outputTokens } from './read-usage'
import type { AttemptTokens } from './run'

/** How many past seconds the statistics show. */
const MAX_SECONDS = 60

/** Samples closer than this say nothing more; about fifty are kept. */
const SAMPLE_MS = 20

/** One sample of the token count; `atMs` on the clock. */
interface Sample {
  readonly atMs: number
  readonly tokens: number
}

/** Measures one attempt, from its request to its end. */
export class StreamMeter {
  #startedMs: number
  #chunks = 0
  #firstMs: number | null = null
  #lastMs: number | null = null
  #endedMs: number | null = null
  #longestStallMs = 0
  #usage: Usage | null = null
  #counted = 0
  #lastSecond: Sample[] = []
  #perSecond: number[] = []
  #seconds = 0

  constructor(
    private readonly clock: Clock,
    private readonly tokens: AttemptTokens,
    private readonly attempt: number
  ) {
    this.#startedMs = clock.now()
  }

  /** A request leaves; the time before it, which a person may have spent at the keychain's prompt, is not its own. */
  sent(): void {
    this.#startedMs = this.clock.now()
  }

  /** An event of the stream carried something of the answer. */
  delta(): void {
    const nowMs = this.clock.now()
    this.#chunks++
    this.#firstMs ??= nowMs
    if (this.#lastMs !== null) this.#longestStallMs = Math.max(this.#longestStallMs, nowMs - this.#lastMs)
    this.#lastMs = nowMs
    this.#sample(nowMs)
  }

  /** The stream is over; time stands still from here on. `tokens` is the final count. */
  end(usage: Usage | null): void {
    this.#endedMs ??= this.clock.now()
    this.#usage = usage
  }

  /** The final count of the tokenizer, for the case that the provider sent no `usage`. */
  settle(tokens: number): void {
    this.#counted = Math.max(this.#counted, tokens)
  }

  stats(): StreamStats {
    const nowMs = this.#endedMs ?? this.clock.now()
    this.#sample(nowMs)
    const exact = this.#exactTokens()
    const tokens = exact ?? this.#counted
    return {
      chunks: this.#chunks,
      tokens,
      tokensExact: exact !== null,
      firstTokenMs: this.#firstMs === null ? null : this.#firstMs - this.#startedMs,
      elapsedMs: nowMs - this.#startedMs,
      tokensPerSecond: this.#mean(tokens),
      tokensPerSecondNow: this.#endedMs === null ? this.#now(nowMs) : null,
      longestStallMs: this.#longestStallMs,
      attempts: this.attempt,
      perSecond: [...this.#perSecond]
    }
  }

  /** Null also where the provider counts nothing although there was an answer. */
  #exactTokens(): number | null {
    const output = this.#usage && outputTokens(this.#usage)
    return output === 0 && this.#chunks > 0 ? null : output
  }

  #mean(tokens: number): number | null {
    if (this.#firstMs === null || this.#lastMs === null || this.#lastMs <= this.#firstMs) return null
    return tokens / ((this.#lastMs - this.#firstMs) / 1_000)
  }

  #now(nowMs: number): number | null {
    const oldest = this.#lastSecond[0]
    if (this.#firstMs === null || !oldest || nowMs <= oldest.atMs) return null
    // In the first second the rate is over what has passed of it, but over a tenth at least, or it would leap.
    return (this.#counted - oldest.tokens) / (Math.max(nowMs - oldest.atMs, 100) / 1_000)
  }

  /** Books the tokens counted since the last sample to the second they were noticed in. */
  #sample(nowMs: number): void {
    if (this.#firstMs === null) return
    const counted = Math.max(this.#counted, this.tokens.count)
    this.#openSeconds(Math.floor((nowMs - this.#firstMs) / 1_000) + 1)
    const last = this.#perSecond.length - 1
    this.#perSecond[last] = (this.#perSecond[last] ?? 0) + counted - this.#counted
    this.#counted = counted
    const newest = this.#lastSecond.at(-1)
    if (newest && nowMs - newest.atMs < SAMPLE_MS) return
    this.#lastSecond.push({ atMs: nowMs, tokens: counted })
    const second = (): number => this.#lastSecond[1]?.atMs ?? nowMs
    while (second() <= nowMs - 1_000) this.#lastSecond.shift()
  }

  #openSeconds(seconds: number): void {
    const missing = Math.min(seconds - this.#seconds, MAX_SECONDS)
    if (missing <= 0) return
    this.#perSecond = [...this.#perSecond, ...new Array<number>(missing).fill(0)].slice(-MAX_SECONDS)
    this.#seconds = seconds
  }
}

/** Counts of all attempts added up, times of the last one, elapsed since the first. */
export function totalStats(attempts: readonly StreamStats[], elapsedMs: number): StreamStats {
  const last = attempts.at(-1) ?? EMPTY_STATS
  return {
    ...last,
    chunks: sum(attempts.map((stats) => stats.chunks)),
    tokens: sum(attempts.map((stats) => stats.tokens)),
    tokensExact: attempts.length > 0 && attempts.every((stats) => stats.tokensExact || stats.chunks === 0),
    elapsedMs,
    attempts: attempts.length
  }
}

export const EMPTY_STATS: StreamStats = {
  chunks: 0,
  tokens: 0,
  tokensExact: false,
  firstTokenMs: null,
  elapsedMs: 0,
  tokensPerSecond: null,
  tokensPerSecondNow: null,
  longestStallMs: 0,
  attempts: 0,
  perSecond: []
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
