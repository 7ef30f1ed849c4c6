import { expect, it } from 'vitest'
import { withoutUrlSecrets } from './without-secrets'

it('takes a header that says nothing, or a word, for no secret', () => {
  const address = 'https://true.example:1/v1/chat'
  expect(withoutUrlSecrets(address, ['', '1', 'true'])).toBe(address)
  expect(withoutUrlSecrets(address, ['example:1/v1'])).toBe('https://true.***/chat')
})
