import { describe, expect, it } from 'vitest'
import { faultOf } from '../fault-error'
import { secretText } from './secret-text'

describe('secretText', () => {
  it.each([
    ['sk-abc123', 'sk-abc123'],
    ['  sk-abc123\r\n', 'sk-abc123'],
    ['\u00a0\ufeffsk-abc123\t', 'sk-abc123'],
    ['x'.repeat(4096), 'x'.repeat(4096)]
  ])('takes %j', (pasted, kept) => {
    expect(secretText(pasted)).toBe(kept)
  })

  it.each([
    ['empty', ''],
    ['white space only', ' \n\t '],
    ['NUL, which a keychain cuts at', 'sk-abc\0def'],
    ['a line break inside', 'sk-abc\ndef'],
    ['a space inside', 'Bearer sk-abc'],
    ['an escape', 'sk-\u001babc'],
    ['DEL', 'sk-abc\u007fdef'],
    ['an invisible space', 'sk-abc\u200bdef'],
    ['a letter outside ASCII', 'sk-äbc'],
    ['an emoji', 'sk-🔑'],
    ['too long', 'x'.repeat(4097)]
  ])('refuses %s without quoting it', (_why, pasted) => {
    const fault = faultFrom(() => secretText(pasted))
    expect(fault.kind).toBe('bad_ask')
    expect(fault.message).not.toMatch(/sk-|xxx|Bearer/)
  })
})

function faultFrom(call: () => unknown) {
  try {
    call()
  } catch (error) {
    return faultOf(error)
  }
  throw new Error('it was taken')
}
