import { expect, it } from 'vitest'
import { endpointUrl, isLocalAddress, normalBaseUrl, originOf } from './base-url'

it.each([
  ['https://ai.megallm.io/v1', 'https://ai.megallm.io/v1'],
  ['  https://ai.megallm.io/v1///  ', 'https://ai.megallm.io/v1'],
  ['https://ai.megallm.io/v1/chat/completions', 'https://ai.megallm.io/v1'],
  ['https://ai.megallm.io/v1/chat/completions/', 'https://ai.megallm.io/v1'],
  ['https://ai.megallm.io/v1/models#top', 'https://ai.megallm.io/v1'],
  ['ai.megallm.io/v1', 'https://ai.megallm.io/v1'],
  ['localhost:11434/v1', 'http://localhost:11434/v1'],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['[::1]:8080/v1', 'http://[::1]:8080/v1'],
  ['https://x.example/openai/v1?api-version=2024', 'https://x.example/openai/v1?api-version=2024'],
  ['https://x.example', 'https://x.example']
])('makes %s regular', (pasted, regular) => {
  expect(normalBaseUrl(pasted)).toBe(regular)
  expect(normalBaseUrl(regular)).toBe(regular)
})

it('puts the endpoint before the query', () => {
  expect(endpointUrl('https://x.example/v1?v=2', 'chat/completions')).toBe('https://x.example/v1/chat/completions?v=2')
  expect(endpointUrl('https://x.example', 'models')).toBe('https://x.example/models')
})

it.each([
  ['', 'empty'],
  ['http://', 'not a web address'],
  ['ftp://x.example/v1', 'https://'],
  ['javascript://x.example/%0aalert(1)', 'https://'],
  ['https://me:secret@x.example/v1', 'user name or password'],
  [`https://x.example/${'a'.repeat(2_000)}`, 'too long']
])('refuses %s with a sentence', (pasted, sentence) => {
  expect(() => normalBaseUrl(pasted)).toThrow(sentence)
  expect(() => normalBaseUrl(pasted)).not.toThrow('secret')
})

it.each([
  ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080', true],
  ['localhost:11434/v1', 'http://localhost:11434', true],
  ['https://x.example/v1', 'https://x.example', false],
  ['', '', false],
  ['no address', '', false]
])('knows the origin of %j, whatever a settings file may hold', (baseUrl, origin, local) => {
  expect(originOf(baseUrl)).toBe(origin)
  expect(isLocalAddress(baseUrl)).toBe(local)
})
