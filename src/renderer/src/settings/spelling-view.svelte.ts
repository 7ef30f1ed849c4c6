import type { SpellingState } from '../../../shared/domain/spelling'
import { call, on } from '../bridge'

/** What checks the spelling, as main sees it. */
export class SpellingView {
  #state = $state.raw<SpellingState | null>(null)

  /** Null until main has said. */
  get state(): SpellingState | null {
    return this.#state
  }

  /** Returns the way to stop. */
  follow(): () => void {
    const stop = on('spelling:changed', (state) => (this.#state = state))
    void this.#load()
    return stop
  }

  async #load(): Promise<void> {
    const reply = await call('settings:spelling', {})
    if (reply.ok) this.#state = reply.value
  }
}
