/** Bytes between the network that pushes and the reader that pulls; bounded by asking the network to pause. */
export interface ByteQueue {
  push(bytes: Uint8Array): void
  /** What was pushed is still read, then the reader gets the end, or the error. Only the first call counts. */
  end(error?: Error): void
  readonly bytes: AsyncIterable<Uint8Array>
}

export interface Tap {
  pause(): void
  resume(): void
  /** The reader went away before the end. */
  drop(): void
}

/** Where the network is asked to pause: enough for the largest burst, small beside an answer. */
const MAX_WAITING_BYTES = 1 << 20

export function byteQueue(tap: Tap, maxWaitingBytes = MAX_WAITING_BYTES): ByteQueue {
  const waiting: Uint8Array[] = []
  let waitingBytes = 0
  let paused = false
  let over: { readonly error: Error | undefined } | null = null
  let wake = (): void => undefined
  const take = (): Uint8Array | undefined => {
    const bytes = waiting.shift()
    waitingBytes -= bytes?.length ?? 0
    if (paused && waitingBytes <= maxWaitingBytes / 2) {
      paused = false
      tap.resume()
    }
    return bytes
  }
  return {
    push(bytes) {
      if (over) return
      waiting.push(bytes)
      waitingBytes += bytes.length
      if (!paused && waitingBytes > maxWaitingBytes) {
        paused = true
        tap.pause()
      }
      wake()
    },
    end(error) {
      over ??= { error }
      wake()
    },
    bytes: {
      async *[Symbol.asyncIterator]() {
        try {
          for (;;) {
            const bytes = take()
            if (bytes) yield bytes
            else if (over?.error) throw over.error
            else if (over) return
            else await new Promise<void>((resolve) => (wake = resolve))
          }
        } finally {
          if (!over) tap.drop()
        }
      }
    }
  }
}
