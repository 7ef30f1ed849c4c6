import type { Clock } from '../stream/ports'

export interface LinkSources {
  readonly clock: Clock
  /** Addresses of this system that connections are made from. */
  addresses(): readonly string[]
  /** Calls at each wake that the system tells of; returns the way to cancel. */
  onResume(run: () => void): () => void
}

/** How soon a lost address is noticed; asking for the addresses takes a tenth of a millisecond. */
const LOOK_MS = 2_000
/** A look that is late by this much has been slept through. Well over what a busy machine keeps a timer waiting. */
const SLEPT_MS = 10_000

/**
 * Tells when connections may have died without anyone saying so. Not every system tells of its sleep, so a gap in
 * either clock counts as one: the monotonic one goes on through sleep on some systems and stands still on others. An
 * address that is new harms nobody; one that is gone takes its connections along. Looks only while someone watches.
 */
export class LinkWatch {
  readonly #watchers = new Set<() => void>()
  #rest: (() => void) | null = null
  #known: readonly string[] = []

  constructor(private readonly sources: LinkSources) {}

  /** Returns the way to stop. */
  watch(run: () => void): () => void {
    const watcher = (): void => run()
    this.#watchers.add(watcher)
    this.#rest ??= this.#begin()
    return () => {
      if (!this.#watchers.delete(watcher) || this.#watchers.size > 0) return
      this.#rest?.()
      this.#rest = null
    }
  }

  #begin(): () => void {
    const { clock, addresses, onResume } = this.sources
    this.#known = addresses()
    const forgetResume = onResume(() => this.#tell())
    let cancel = (): void => undefined
    const wait = (): void => {
      const [fromMs, wallFromMs] = [clock.now(), clock.wallMs()]
      cancel = clock.after(LOOK_MS, () => {
        wait()
        const passedMs = Math.max(clock.now() - fromMs, clock.wallMs() - wallFromMs)
        const lost = this.#hasLostAddress()
        if (lost || passedMs > LOOK_MS + SLEPT_MS) this.#tell()
      })
    }
    wait()
    return () => {
      forgetResume()
      cancel()
    }
  }

  #hasLostAddress(): boolean {
    const before = this.#known
    this.#known = this.sources.addresses()
    return before.some((address) => !this.#known.includes(address))
  }

  #tell(): void {
    for (const watcher of [...this.#watchers]) watcher()
  }
}
