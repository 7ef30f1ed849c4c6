import { faultError } from '../fault-error'

const maxSecretLength = 4096
const notInKeys = /[^\x21-\x7e]/

/**
 * A key as it is kept: without the white space that pasting brings along. Throws `bad_ask`, which says what is wrong
 * but never quotes the key. Only printable ASCII passes: a keychain silently cuts a secret at NUL, a header takes no
 * line break, and an invisible character from a web page would look like a wrong key later.
 */
export function secretText(pasted: string): string {
  const secret = pasted.trim()
  if (secret === '') throw faultError('bad_ask', 'The key is empty.')
  if (secret.length > maxSecretLength) {
    throw faultError('bad_ask', `The key is longer than ${maxSecretLength} characters.`)
  }
  const odd = secret.search(notInKeys)
  if (odd >= 0) throw faultError('bad_ask', `The key's character ${odd + 1} is none that a key can have.`)
  return secret
}
