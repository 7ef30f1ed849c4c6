/** Rejects as soon as the signal is aborted, even when the promise itself never settles. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(new Error('aborted'))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** Reads a body to its end. Aborting rejects at once, also where the other side's reader hangs. */
export async function eachChunk(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onChunk: (bytes: Uint8Array) => void
): Promise<void> {
  const reader = body[Symbol.asyncIterator]()
  for (;;) {
    const next = await untilAborted(reader.next(), signal)
    if (next.done === true) return
    onChunk(next.value)
  }
}
