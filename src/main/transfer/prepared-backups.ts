import type { BackupContents } from '../../shared/domain/transfer'
import { faultError } from '../fault-error'
import type { Transfers } from './transfers'

type Preparing = Pick<Transfers, 'lookInto' | 'decideRestore' | 'dropRestore'>

/** Which backup each window has shown: one at a time is prepared, and each window restores what it shows itself. */
export class PreparedBackups {
  readonly #shown = new Map<number, string>()
  /** The window whose backup is the one that is prepared. */
  #owner: number | null = null

  constructor(private readonly transfers: Preparing) {}

  async look(windowId: number, file: string): Promise<BackupContents> {
    this.#shown.delete(windowId)
    this.#owner = null
    const contents = await this.transfers.lookInto(file)
    this.#shown.set(windowId, file)
    this.#owner = windowId
    return contents
  }

  /** Another window may have looked into another backup since; throws `bad_ask` where this one shows none. */
  async decide(windowId: number): Promise<void> {
    const file = this.#shown.get(windowId)
    if (file === undefined) throw faultError('bad_ask', 'this window has looked into no backup')
    if (this.#owner !== windowId) await this.look(windowId, file)
    this.transfers.decideRestore()
  }

  drop(windowId: number): void {
    this.#shown.delete(windowId)
    if (this.#owner === windowId) this.transfers.dropRestore()
  }
}
