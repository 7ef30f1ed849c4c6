import type { Clock } from './ports'

/** The clock is looked at this often, so that time slept through is noticed while it is still one piece. */
const STEP_MS = 5_000
/** A timer later than this has been slept through, or the program was too busy to hear anything. */
const LATE_MS = 1_000

/**
 * Runs out when it was not renewed for its time; 0 ms means never. Time that the system slept through does not count,
 * also where the monotonic clock goes on meanwhile.
 */
export class Deadline {
  #cancel: (() => void) | null = null
  #limitMs = 0
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
    this.#limitMs = ms
    if (!isLater) this.#wait(ms)
  }

  clear(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #wait(leftMs: number): void {
    this.clear()
    const stepMs = Math.min(leftMs, STEP_MS)
    const stepEndMs = this.clock.now() + stepMs
    this.#cancel = this.clock.after(stepMs, () => {
      this.#cancel = null
      this.#forgive(this.clock.now() - stepEndMs)
      const leftMs = this.#dueMs - this.clock.now()
      // Timers may fire a fraction of a millisecond early.
      if (leftMs > 1) this.#wait(leftMs)
      else this.onDue()
    })
  }

  /** It may have been renewed after the sleep, so it is never put off by more than its whole time from now. */
  #forgive(lateMs: number): void {
    if (lateMs > LATE_MS) this.#dueMs = Math.min(this.#dueMs + lateMs, this.clock.now() + this.#limitMs)
  }
}
