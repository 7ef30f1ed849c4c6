import { Deadline } from './deadline'
import type { Clock } from './ports'

/** A living connection that is silent for this long after a wake or a change of network is rare; a dead one is not. */
const PROOF_MS = 5_000
/** What comes sooner may have lain in the system's buffers since before, and proves nothing. */
const SETTLE_MS = 1_000

/** Doubt whether a connection is still alive, until it delivers again or stays silent for too long. */
export class Doubt {
  readonly #silence: Deadline
  /** Null while there is no doubt. */
  #sinceMs: number | null = null

  constructor(
    private readonly clock: Clock,
    onDead: () => void
  ) {
    this.#silence = new Deadline(clock, onDead)
  }

  raise(): void {
    this.#sinceMs = this.clock.now()
    this.#silence.renew(PROOF_MS)
  }

  /** Something was delivered. */
  heard(): void {
    if (this.#sinceMs === null) return
    if (this.clock.now() - this.#sinceMs < SETTLE_MS) this.#silence.renew(PROOF_MS)
    else this.clear()
  }

  clear(): void {
    this.#sinceMs = null
    this.#silence.clear()
  }
}
