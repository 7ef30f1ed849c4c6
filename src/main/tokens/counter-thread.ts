import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { FromCounter, ToCounter } from './token-messages'

/** The counting thread as its users see it: it is there when it is needed, or it is not, and nobody is told. */
export class CounterThread {
  #worker: Worker | null = null
  #failures = 0
  #idle: NodeJS.Timeout | null = null

  constructor(
    private readonly threads: string,
    private readonly idleMs: number,
    private readonly heard: (message: FromCounter) => void,
    private readonly lost: () => void
  ) {}

  /** False when there is no thread to post to. */
  post(message: ToCounter): boolean {
    if (!this.#worker) return false
    this.#worker.postMessage(message)
    return true
  }

  /** Starts it if need be; loading takes a few tenths of a second, about as long as the first token does. */
  use(): void {
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = null
    // A file that is missing or broken will be so the next time as well.
    if (this.#worker || this.#failures >= 2) return
    const worker = new Worker(join(this.threads, 'token-counter.cjs'))
    worker.on('message', this.heard)
    worker.on('error', () => this.#gone(worker))
    worker.on('exit', () => this.#gone(worker))
    // After the listeners, because listening for messages is what keeps a process alive: a command may end any time.
    worker.unref()
    this.#worker = worker
  }

  /** Ends it after a while without use; its tables take some 80 MB. */
  rest(): void {
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.close(), this.idleMs)
    this.#idle.unref()
  }

  close(): void {
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = null
    const worker = this.#worker
    this.#worker = null
    void worker?.terminate()
  }

  /** The thread's id while it is there; null when it is not. */
  get threadId(): number | null {
    return this.#worker?.threadId ?? null
  }

  #gone(worker: Worker): void {
    if (this.#worker !== worker) return
    this.#worker = null
    this.#failures++
    this.lost()
  }
}
