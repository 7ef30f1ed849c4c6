import { describe, expect, it } from 'vitest'
import { linkAddress } from './link-address'

describe('linkAddress', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['HTTP://EXAMPLE.com', 'http://example.com/'],
    ['mailto:someone@example.com', 'mailto:someone@example.com']
  ])('lets %s through', (text, address) => {
    expect(linkAddress(text)).toBe(address)
  })

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,<script>alert(1)</script>',
    'rill-app://app/index.html',
    'vscode://open',
    'https://bank.example@evil.example/',
    'not an address',
    `https://example.com/${'a'.repeat(9_000)}`
  ])('refuses %s', (text) => {
    expect(linkAddress(text)).toBeNull()
  })
})
