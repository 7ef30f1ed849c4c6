/** By then a window is built, a count of tokens is over, and a person who goes on at once has gone on. */
const REST_AFTER_MS = 3_000

export interface RestWorld {
  readonly isIdle: () => boolean
  /** Gives back what only work needs. */
  readonly rest: () => void
  readonly afterMs?: number
}

/** Says once, a while after each time of work, that the program is at rest; nothing runs while it rests. */
export class RestWatch {
  #timer: ReturnType<typeof setTimeout> | null = null
  #closed = false

  constructor(private readonly world: RestWorld) {}

  /** To be called when work begins, ends or goes on, such as a key that is pressed while rest is near. */
  changed(): void {
    this.#cancel()
    // Closing the program ends its answers, each of which says so.
    if (this.#closed || !this.world.isIdle()) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.world.rest()
    }, this.world.afterMs ?? REST_AFTER_MS)
    this.#timer.unref()
  }

  /** Whether it is about to say so. */
  get isNear(): boolean {
    return this.#timer !== null
  }

  close(): void {
    this.#closed = true
    this.#cancel()
  }

  #cancel(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }
}
