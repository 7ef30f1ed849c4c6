import type { ProviderId } from '../../shared/domain/ids'
import type { KeyVault } from './key-vault'

/**
 * The keychain with a memory, so that a key is read once per start and not per question. What concerns one account
 * happens in turn: otherwise a read that began before a `forget` could bring the forgotten key back into memory.
 */
export class OpenedKeys {
  readonly #vault: KeyVault
  readonly #secrets = new Map<ProviderId, string>()
  readonly #reading = new Map<ProviderId, Promise<string | null>>()
  readonly #turns = new Map<ProviderId, Promise<unknown>>()

  constructor(vault: KeyVault) {
    this.#vault = vault
  }

  get(id: ProviderId): Promise<string | null> {
    const known = this.#secrets.get(id)
    if (known !== undefined) return Promise.resolve(known)
    const underWay = this.#reading.get(id)
    if (underWay) return underWay
    const reading = this.#inTurn(id, () => this.#read(id)).finally(() => this.#reading.delete(id))
    this.#reading.set(id, reading)
    return reading
  }

  put(id: ProviderId, secret: string): Promise<void> {
    return this.#inTurn(id, async () => {
      await this.#vault.put(id, secret)
      this.#secrets.set(id, secret)
    })
  }

  forget(id: ProviderId): Promise<void> {
    this.#secrets.delete(id)
    return this.#inTurn(id, async () => {
      this.#secrets.delete(id)
      await this.#vault.forget(id)
    })
  }

  close(): void {
    this.#vault.close()
    this.#secrets.clear()
  }

  async #read(id: ProviderId): Promise<string | null> {
    const secret = await this.#vault.get(id)
    if (secret !== null) this.#secrets.set(id, secret)
    return secret
  }

  #inTurn<T>(id: ProviderId, job: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(id) ?? Promise.resolve()
    const turn = before.then(job, job)
    this.#turns.set(id, turn)
    const clear = (): void => {
      if (this.#turns.get(id) === turn) this.#turns.delete(id)
    }
    turn.then(clear, clear)
    return turn
  }
}
