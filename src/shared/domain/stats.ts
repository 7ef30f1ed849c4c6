/** Figures of one attempt or of a whole run. Times are in milliseconds on a monotonic clock. */
export interface StreamStats {
  /** Events of the stream that carried a delta. */
  readonly chunks: number
  /** Output tokens, reasoning included: counted by a tokenizer until the provider's `usage` corrects it. */
  readonly tokens: number
  /** True once `tokens` comes from the provider's `usage`. */
  readonly tokensExact: boolean
  /** From the request to the first delta; null while there is none. */
  readonly firstTokenMs: number | null
  /** From the request to now or the end, the wait included. */
  readonly elapsedMs: number
  /** Output tokens over the time from the first to the last delta; null under two deltas. */
  readonly tokensPerSecond: number | null
  /** Tokens per second over the last second; null when nothing is streaming. */
  readonly tokensPerSecondNow: number | null
  /** The longest silence between two deltas; 0 under two deltas. */
  readonly longestStallMs: number
  readonly attempts: number
  /** Tokens in each past second of streaming, oldest first, at most 60. */
  readonly perSecond: readonly number[]
}

/** The provider's own count of tokens, as it sent it last. */
export interface Usage {
  readonly prompt: number
  readonly completion: number
  readonly total: number
}
