import { describe, expect, it } from 'vitest'
import { isTrustedSender, type Sender } from './trusted-sender'

function from(url: string, parent: object | null = null): Sender {
  return { senderFrame: { url, parent } }
}

describe('isTrustedSender', () => {
  it('lets our own pages call', () => {
    expect(isTrustedSender(from('rill-app://app/index.html#x'), 'rill-app://app')).toBe(true)
  })

  it.each(['https://example.com/', 'rill-app://application/', 'rill-app://app.evil/', 'file:///index.html', ''])(
    'refuses %s',
    (url) => {
      expect(isTrustedSender(from(url), 'rill-app://app')).toBe(false)
    }
  )

  it('refuses a frame within our page, and a frame that has gone', () => {
    expect(isTrustedSender(from('rill-app://app/index.html', {}), 'rill-app://app')).toBe(false)
    expect(isTrustedSender({ senderFrame: null }, 'rill-app://app')).toBe(false)
  })
})
