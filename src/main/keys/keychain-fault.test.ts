import { expect, it } from 'vitest'
import { keychainFault } from './keychain-fault'

it.each([
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'keychain_missing'],
  ['Could not connect: No such file or directory', 'keychain_missing'],
  ['Unknown or unsupported transport “disabled” for address “disabled:”', 'keychain_missing'],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'keychain_missing'],
  ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'keychain_missing'],
  ['Failed to load keytar native addon, checked [] on linux-x64', 'keychain_missing'],
  ['Cannot create an item in a locked collection', 'keychain_locked'],
  ['User canceled the operation.', 'keychain_locked'],
  ['User interaction is not allowed.', 'keychain_locked'],
  ['The disk of the keychain is on fire', 'keychain_refused']
])('%s is %s', (message, kind) => {
  expect(keychainFault(message).fault).toEqual({ kind, message })
})
