import { faultError } from '../fault-error'
import { KeyLink, type KeyLinkOptions } from './key-link'
import type { KeyVault } from './key-vault'
import type { SystemKeychain } from './system-keychain'

export interface KeytarVaultOptions extends Partial<KeyLinkOptions> {
  readonly start: KeyLinkOptions['start']
  readonly system: SystemKeychain
}

/**
 * Reading may open the system's unlock prompt just as writing does (libsecret unlocks on lookup), and ending the
 * process takes the prompt away from under a person's hands; so every question gets the time to type a password.
 */
const unlockMs = 60_000

/** Long enough for a settings page that asks for one provider after the other; the process costs about 16 MB. */
const idleMs = 10_000

/** The system's keychain, reached through keytar in a process of its own. */
export function createKeytarVault({ system, ...link }: KeytarVaultOptions): KeyVault {
  const keychain = new KeyLink({ limitMs: unlockMs, idleMs, ...link })
  return {
    place: async () => ({ kind: 'keychain', name: await system.name() }),
    get: async (account) => {
      const secret = await keychain.ask({ verb: 'get', account })
      if (secret === null && (await system.holdsLocked(account))) throw locked()
      return secret
    },
    put: async (account, secret) => {
      await keychain.ask({ verb: 'put', account, secret })
    },
    forget: async (account) => {
      await keychain.ask({ verb: 'forget', account })
      if (await system.holdsLocked(account)) throw locked()
    },
    close: () => keychain.close()
  }
}

function locked(): Error {
  return faultError('keychain_locked', 'The keychain holds the key but is locked.')
}
