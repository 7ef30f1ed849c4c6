import type { Clock, Network } from './ports'

export interface RetryWaitOptions {
  readonly clock: Clock
  readonly network: Network
  readonly waitMs: number
  readonly stop: AbortSignal
  /** Called at the start and whenever the network goes or comes back; null while there is none. */
  onSchedule(atMs: number | null): void
}

/** How soon it is noticed that the network is gone, or that the wait was slept through. */
const LOOK_MS = 1_000

/**
 * The wait between two attempts: ends when its time has come and there is a network, at once on `now`, or on stop. It
 * ends by either clock, because the monotonic one may have stood still while the system slept.
 */
export class RetryWait {
  #wake: (() => void) | null = null
  #isOver = false
  readonly #dueMs: number
  readonly #wallDueMs: number
  /** Undefined before anything was told. */
  #told: number | null | undefined

  constructor(private readonly options: RetryWaitOptions) {
    this.#dueMs = options.clock.now() + options.waitMs
    this.#wallDueMs = options.clock.wallMs() + options.waitMs
  }

  now(): void {
    this.#isOver = true
    this.#wake?.()
  }

  async run(): Promise<void> {
    const { network, stop } = this.options
    const end = (): void => this.now()
    stop.addEventListener('abort', end, { once: true })
    while (!this.#isOver && !stop.aborted) {
      if (network.isOnline()) await this.#look()
      else await this.#untilBack()
    }
    stop.removeEventListener('abort', end)
  }

  async #look(): Promise<void> {
    const { clock } = this.options
    this.#tell(this.#wallDueMs)
    const leftMs = Math.min(this.#dueMs - clock.now(), this.#wallDueMs - clock.wallMs())
    if (leftMs > 0) await this.#until((wake) => clock.after(Math.min(leftMs, LOOK_MS), wake))
    else this.#isOver = true
  }

  async #untilBack(): Promise<void> {
    this.#tell(null)
    await this.#until((wake) => this.options.network.whenBack(wake))
  }

  #tell(atMs: number | null): void {
    if (this.#told === atMs) return
    this.#told = atMs
    this.options.onSchedule(atMs)
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
