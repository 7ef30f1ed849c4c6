import type { FaultKind } from '../../shared/fault'
import { faultError, type FaultError } from '../fault-error'

export type KeychainFaultKind = Extract<FaultKind, `keychain_${string}`>

/** In order; the words are those of libsecret and GDBus (the key process runs in the C locale) and of macOS. */
const signs: readonly (readonly [RegExp, KeychainFaultKind])[] = [
  [/locked|dismissed|cancell?ed|interaction is not allowed/i, 'keychain_locked'],
  [/D-?Bus|could not connect|not provided by any|native addon|connection is closed/i, 'keychain_missing'],
  // Electron sets the bus address to "disabled:" for its children where it found none.
  [/unsupported transport/i, 'keychain_missing'],
  // A service without a login collection: it answers, but there is nothing to keep a key in.
  [/does not exist at path|no such secret collection/i, 'keychain_missing']
]

/** Classifies what the keychain said; what is not known is a refusal. */
export function keychainFault(message: string): FaultError {
  const sign = signs.find(([words]) => words.test(message))
  return faultError(sign?.[1] ?? 'keychain_refused', message)
}
