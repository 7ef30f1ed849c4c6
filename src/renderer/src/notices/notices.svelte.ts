import type { Notice } from '../../../shared/ipc/events'
import { call, on } from '../bridge'

/** What the person should know that belongs to no conversation, until they have said that they know. */
export class Notices {
  #list = $state.raw<readonly Notice[]>([])

  get list(): readonly Notice[] {
    return this.#list
  }

  /** The notices there were when the window opened, before those that have come since. */
  start(atStart: readonly Notice[]): void {
    const since = new Set(this.#list.map(({ id }) => id))
    this.#list = [...atStart.filter(({ id }) => !since.has(id)), ...this.#list]
  }

  /** Returns the way to stop. */
  follow(): () => void {
    return on('app:notice', (notice) => {
      this.#list = [...this.#list.filter(({ id }) => id !== notice.id), notice]
    })
  }

  /** Gone here at once; a refusal changes nothing that matters, because it comes again with the next start. */
  async dismiss(id: string): Promise<void> {
    this.#list = this.#list.filter((notice) => notice.id !== id)
    await call('app:dismiss-notice', { id })
  }
}
