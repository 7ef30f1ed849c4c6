import type { Clock } from './ports'

/** Runs out when it was not renewed for its time; 0 ms means never. */
export class Deadline {
  #cancel: (() => void) | null = null
  #dueMs = 0

  constructor(
    private readonly clock: Clock,
    private readonly onDue: () => void
  ) {}

  /** Starts anew from now. A later moment costs no timer, so that it can be called for each packet. */
  renew(ms: number): void {
    if (ms === 0) {
      this.clear()
      return
    }
    const dueMs = this.clock.now() + ms
    const isLater = this.#cancel !== null && dueMs >= this.#dueMs
    this.#dueMs = dueMs
    if (!isLater) this.#wait(ms)
  }

  clear(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #wait(ms: number): void {
    this.clear()
    this.#cancel = this.clock.after(ms, () => {
      this.#cancel = null
      const leftMs = this.#dueMs - this.clock.now()
      // Timers may fire a fraction of a millisecond early.
      if (leftMs > 1) this.#wait(leftMs)
      else this.onDue()
    })
  }
}
