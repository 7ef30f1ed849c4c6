/** Nothing of what flies past can be read; a person who slows down does not wait for this to be noticed. */
const REST_MS = 100

/** Whether a list is flown through, as when its thumb is dragged: what is passed is not read, what is come to is. */
export class ListFlight {
  #resting: ReturnType<typeof setTimeout> | null = null

  constructor(private readonly read: () => void) {}

  /** To be told of each movement; `far` when nothing that was seen before it can be seen after it. */
  moved(far: boolean): void {
    if (this.#resting === null) this.read()
    if (!far) return
    this.end()
    this.#resting = setTimeout(() => {
      this.#resting = null
      this.read()
    }, REST_MS)
  }

  end(): void {
    if (this.#resting !== null) clearTimeout(this.#resting)
    this.#resting = null
  }
}
