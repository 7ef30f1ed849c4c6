import type { ProviderId } from '../../shared/domain/ids'
import type { KeyPlace } from '../../shared/domain/provider'

/** A place that keeps one key per provider. Every rejection is a `FaultError` that holds no part of a key. */
export interface KeyVault {
  /** What the window may call this place. */
  place(): Promise<KeyPlace>
  /** Null when there is no key. May take as long as a person needs to unlock the system's store. */
  get(account: ProviderId): Promise<string | null>
  put(account: ProviderId, secret: string): Promise<void>
  /** Forgetting what is not there is no failure. */
  forget(account: ProviderId): Promise<void>
  /** Ends what is under way, at once; the vault is not used after it. */
  close(): void
}
