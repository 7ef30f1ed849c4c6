import type { KeyVault } from './key-vault'

/** Keys in memory only, gone at quit; for machines without a keychain and for people who want it so. */
export function createSessionVault(): KeyVault {
  const secrets = new Map<string, string>()
  return {
    place: () => Promise.resolve({ kind: 'session' }),
    get: (account) => Promise.resolve(secrets.get(account) ?? null),
    put: (account, secret) => {
      secrets.set(account, secret)
      return Promise.resolve()
    },
    forget: (account) => {
      secrets.delete(account)
      return Promise.resolve()
    },
    close: () => secrets.clear()
  }
}
