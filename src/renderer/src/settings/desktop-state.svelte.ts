import type { DesktopState } from '../../../shared/domain/desktop'
import { call, on } from '../bridge'

/** How the app stands with the desktop around it, as main sees it. */
export class DesktopView {
  #state = $state.raw<DesktopState | null>(null)

  /** Null until main has said. */
  get state(): DesktopState | null {
    return this.#state
  }

  /** Returns the way to stop. */
  follow(): () => void {
    const stop = on('desktop:changed', (state) => (this.#state = state))
    void this.#load()
    return stop
  }

  async #load(): Promise<void> {
    const reply = await call('desktop:state', {})
    if (reply.ok) this.#state = reply.value
  }
}
