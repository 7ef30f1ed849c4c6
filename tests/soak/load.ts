/** Someone who asks one question after another. */
export interface Asker {
  /** How many answers it has stopped. */
  readonly stops: number
  /** Resolves when the answer is over. */
  ask(): Promise<void>
}

/** Askers at work, who can be told to rest: only at rest can it be seen what stays. */
export class Load {
  answers = 0
  #nextMs = 0

  constructor(
    private readonly askers: readonly Asker[],
    /** Answers that are begun in a second at most. */
    private readonly rate: number
  ) {}

  get stops(): number {
    return this.askers.reduce((sum, asker) => sum + asker.stops, 0)
  }

  /** Lets everyone ask for this long; resolves once the last answer is over. Rejects with what went wrong first. */
  async run(forMs: number): Promise<void> {
    const untilMs = performance.now() + forMs
    await Promise.all(this.askers.map((asker) => this.#askUntil(asker, untilMs)))
  }

  async #askUntil(asker: Asker, untilMs: number): Promise<void> {
    while (await this.#turnComes(untilMs)) {
      await asker.ask()
      this.answers++
    }
  }

  async #turnComes(untilMs: number): Promise<boolean> {
    const nowMs = performance.now()
    const turnMs = Math.max(this.#nextMs, nowMs)
    if (turnMs >= untilMs) return false
    this.#nextMs = turnMs + 1_000 / this.rate
    await new Promise((resolve) => setTimeout(resolve, turnMs - nowMs))
    return true
  }
}
