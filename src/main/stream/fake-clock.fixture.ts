import type { Clock } from './ports'

interface Timer {
  readonly dueMs: number
  readonly run: () => void
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #nowMs = 0
  #unnoticedMs = 0
  #timers: Timer[] = []

  now(): number {
    return this.#nowMs
  }

  wallMs(): number {
    return 1_700_000_000_000 + this.#nowMs + this.#unnoticedMs
  }

  get waiting(): number {
    return this.#timers.length
  }

  after(ms: number, run: () => void): () => void {
    const timer: Timer = { dueMs: this.#nowMs + Math.max(0, ms), run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** The system sleeps: no timer runs. The monotonic clock goes on through it on some systems, on others not. */
  sleep(ms: number, goesOn: boolean): void {
    if (goesOn) this.#nowMs += ms
    else this.#unnoticedMs += ms
  }

  /** Moves on, and runs what falls due on the way, in order. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms
    for (;;) {
      const next = this.#timers.filter((timer) => timer.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0]
      if (!next) break
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#nowMs = Math.max(this.#nowMs, next.dueMs)
      next.run()
    }
    this.#nowMs = endMs
  }

  /** Moves to the next timer, so that no test waits for real; false when there is none. */
  skip(): boolean {
    const dueMs = Math.min(...this.#timers.map((timer) => timer.dueMs))
    if (!Number.isFinite(dueMs)) return false
    this.advance(Math.max(0, dueMs - this.#nowMs))
    return true
  }
}
