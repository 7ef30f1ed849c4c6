import type { Clock, Online } from './ports'

export interface RetryWaitOptions {
  readonly clock: Clock
  readonly online: Online
  readonly waitMs: number
  readonly stop: AbortSignal
  /** Called at the start and whenever the network goes or comes back; null while there is none. */
  onSchedule(atMs: number | null): void
}

/** The wait between two attempts: ends when its time has come and there is a network, at once on `now`, or on stop. */
export class RetryWait {
  #wake: (() => void) | null = null
  #isOver = false
  readonly #dueMs: number

  constructor(private readonly options: RetryWaitOptions) {
    this.#dueMs = options.clock.now() + options.waitMs
  }

  now(): void {
    this.#isOver = true
    this.#wake?.()
  }

  async run(): Promise<void> {
    const { clock, online, stop, onSchedule } = this.options
    const end = (): void => this.now()
    stop.addEventListener('abort', end, { once: true })
    while (!this.#isOver && !stop.aborted) {
      if (!online.isOnline()) {
        onSchedule(null)
        await this.#until((wake) => online.whenBack(wake))
        continue
      }
      const leftMs = Math.max(0, this.#dueMs - clock.now())
      onSchedule(clock.wallMs() + leftMs)
      await this.#until((wake) => clock.after(leftMs, wake))
      if (online.isOnline()) break
    }
    stop.removeEventListener('abort', end)
  }

  #until(arrange: (wake: () => void) => () => void): Promise<void> {
    return new Promise((resolve) => {
      let cancel = (): void => undefined
      this.#wake = () => {
        cancel()
        resolve()
      }
      cancel = arrange(() => this.#wake?.())
    })
  }
}
