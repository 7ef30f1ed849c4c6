export interface Tap {
  pause(): void
  resume(): void
  /** The reader went away before the end. */
  drop(): void
}

/** Where the network is asked to pause: enough for the largest burst, small beside an answer. */
const MAX_WAITING_BYTES = 1 << 20

/** Bytes between the network that pushes and the reader that pulls; bounded by asking the network to pause. */
export class ByteQueue implements AsyncIterable<Uint8Array> {
  readonly #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #paused = false
  #over: { readonly error: Error | undefined } | null = null
  #wake = (): void => undefined

  constructor(
    private readonly tap: Tap,
    private readonly maxWaitingBytes = MAX_WAITING_BYTES
  ) {}

  push(bytes: Uint8Array): void {
    if (this.#over) return
    this.#waiting.push(bytes)
    this.#waitingBytes += bytes.length
    if (!this.#paused && this.#waitingBytes > this.maxWaitingBytes) {
      this.#paused = true
      this.tap.pause()
    }
    this.#wake()
  }

  /** What was pushed is still read, then the reader gets the end, or the error. Only the first call counts. */
  end(error?: Error): void {
    this.#over ??= { error }
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    try {
      for (;;) {
        const bytes = this.#take()
        if (bytes) yield bytes
        else if (this.#over?.error) throw this.#over.error
        else if (this.#over) return
        else await new Promise<void>((resolve) => (this.#wake = resolve))
      }
    } finally {
      if (!this.#over) this.tap.drop()
    }
  }

  #take(): Uint8Array | undefined {
    const bytes = this.#waiting.shift()
    this.#waitingBytes -= bytes?.length ?? 0
    if (this.#paused && this.#waitingBytes <= this.maxWaitingBytes / 2) {
      this.#paused = false
      this.tap.resume()
    }
    return bytes
  }
}
