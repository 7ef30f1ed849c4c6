/** Where a command writes to and how it is told to stop. */
export interface Terminal {
  /** Standard output: the answer or its JSON, nothing else. */
  out(text: string): void
  /** Standard error: statistics and words about what goes on. */
  err(text: string): void
  /** Whether a person reads standard output; then control characters of a model are kept out of it. */
  readonly outIsScreen: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted when the person presses Ctrl+C, or when nobody reads standard output any more. */
  readonly stop: AbortSignal
}

export interface ProcessTerminal extends Terminal {
  /** The same as a first Ctrl+C, however often. */
  requestStop(): void
  /** Resolves when everything written is with the system. */
  flushed(): Promise<void>
}

const INTERRUPTED = 130

/** The terminal of this process. The first Ctrl+C stops the answer, a second one ends the process. */
export function processTerminal(): ProcessTerminal {
  const stopping = new AbortController()
  process.on('SIGINT', () => {
    if (stopping.signal.aborted) process.exit(INTERRUPTED)
    stopping.abort()
  })
  process.on('SIGTERM', () => stopping.abort())
  for (const stream of [process.stdout, process.stderr]) {
    // The reader went away (`ask ... | head`): nobody waits for more.
    stream.on('error', () => stopping.abort())
  }
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    outIsScreen: process.stdout.isTTY,
    env: process.env,
    stop: stopping.signal,
    requestStop: () => stopping.abort(),
    flushed: async () => {
      await Promise.all([process.stdout, process.stderr].map(written))
    }
  }
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}
