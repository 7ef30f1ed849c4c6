import type { Readable, Writable } from 'node:stream'

interface Told {
  readonly id?: number
  readonly result?: object
  readonly error?: { readonly message: string }
}

interface Waiting {
  readonly resolve: (result: object) => void
  readonly reject: (error: Error) => void
}

/** Each message ends with this. */
const END = '\0'

/**
 * Chromium's debugging protocol over two pipes of a program that was started with `--remote-debugging-pipe`: nothing in
 * it is looked at, and nothing listens, until something is asked.
 */
export class DebuggingPipe {
  readonly #waiting = new Map<number, Waiting>()
  #came = ''
  #lastId = 0

  constructor(
    private readonly asks: Writable,
    answers: Readable
  ) {
    answers.setEncoding('utf8')
    answers.on('data', (text: string) => this.#take(text))
    answers.on('close', () => this.#end())
    // The program is gone; `close` tells those who wait.
    asks.on('error', () => undefined)
  }

  /** Resolves with what the method gives back; rejects when it is refused, and when the program ends first. */
  ask<T extends object>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = ++this.#lastId
    return new Promise<object>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.asks.write(JSON.stringify({ id, method, params, sessionId }) + END)
    }) as Promise<T>
  }

  /** Nothing is asked any more. */
  close(): void {
    this.asks.end()
  }

  #take(text: string): void {
    const messages = (this.#came + text).split(END)
    this.#came = messages.pop() ?? ''
    for (const message of messages) this.#answer(JSON.parse(message) as Told)
  }

  #answer({ id, result, error }: Told): void {
    // What has no number is an event.
    const waiting = id === undefined ? undefined : this.#waiting.get(id)
    if (id === undefined || !waiting) return
    this.#waiting.delete(id)
    if (error) waiting.reject(new Error(error.message))
    else waiting.resolve(result ?? {})
  }

  #end(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('the program has ended'))
    this.#waiting.clear()
  }
}
