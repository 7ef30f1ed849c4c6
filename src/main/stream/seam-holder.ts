import type { Clock } from './ports'
import { seamAfter, SEAM_WINDOW_CHARS, type SeamAfter, type SeamJoin } from './join-seam'

/** So much of a continuation is enough to find where it repeats; or so much time, for a slow model. */
export const HOLD_CHARS = 512
export const HOLD_MS = 1_500

/** A continuation that repeats all of the window, with an opening phrase before it, is held no longer than this. */
const MAX_HOLD_CHARS = SEAM_WINDOW_CHARS + HOLD_CHARS

export interface SeamHolderOptions {
  readonly partial: string
  readonly clock: Clock
  /** Called once, with the join; text that comes later goes through `onText`. */
  onJoin(join: SeamJoin): void
  onText(text: string): void
}

/**
 * Holds back the start of a continuation until the seam can be joined. While the continuation does nothing but repeat
 * what is already shown, it is held beyond both limits: nothing new is kept from the person by that.
 */
export class SeamHolder {
  readonly #seam: SeamAfter
  #held = ''
  #joined = false
  #isLate = false
  #cancel: (() => void) | null = null

  constructor(private readonly options: SeamHolderOptions) {
    this.#seam = seamAfter(options.partial)
  }

  text(text: string): void {
    if (this.#joined) {
      this.options.onText(text)
      return
    }
    this.#held += text
    this.#cancel ??= this.options.clock.after(HOLD_MS, () => {
      this.#isLate = true
      this.#joinIfDue()
    })
    this.#joinIfDue()
  }

  /** The attempt is over: joins what there is. */
  end(): void {
    if (!this.#joined && this.#held !== '') this.#join()
    this.close()
  }

  /** Forgets what is held. */
  close(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#held = ''
    this.#joined = true
  }

  #joinIfDue(): void {
    const isDue = this.#isLate || this.#held.length >= HOLD_CHARS
    if (this.#joined || !isDue) return
    if (this.#held.length >= MAX_HOLD_CHARS || !this.#seam.stillRepeats(this.#held)) this.#join()
  }

  #join(): void {
    const join = this.#seam.join(this.#held)
    this.close()
    this.options.onJoin(join)
  }
}
