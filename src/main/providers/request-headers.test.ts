import { expect, it } from 'vitest'
import { requestHeaders } from './request-headers'

const EVENTS = 'text/event-stream'

it('asks for an uncompressed stream, with the key', () => {
  expect(requestHeaders({ headers: [], key: ' sk-1 ' }, EVENTS)).toEqual({
    accept: EVENTS,
    'accept-encoding': 'identity',
    authorization: 'Bearer sk-1',
    'content-type': 'application/json',
    'user-agent': expect.stringMatching(/^Rill\/\d+\.\d+\.\d+$/)
  })
})

it('sends no key and no body type where there is none', () => {
  const headers = requestHeaders({ headers: [], key: null }, 'application/json')
  expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'user-agent'])
})

it('takes the person\'s headers, also in place of the key', () => {
  const own = [
    { name: 'HTTP-Referer', value: 'https://x.example' },
    { name: 'Authorization', value: 'Token abc' }
  ]
  expect(requestHeaders({ headers: own, key: 'sk-1' }, EVENTS)).toMatchObject({
    'http-referer': 'https://x.example',
    authorization: 'Token abc'
  })
})

it.each([
  ['X-A', 'a\r\nX-B: b'],
  ['X-A', 'a\nb'],
  ['X-A', 'a\u0000b'],
  ['X-A', 'caf\u00e9'],
  ['X-A\r\nX-B', 'a'],
  ['X A', 'a'],
  ['X-A:', 'a'],
  ['', 'a'],
  ['Host', 'evil.example'],
  ['Content-Length', '3'],
  ['transfer-encoding', 'chunked'],
  ['Accept-Encoding', 'gzip'],
  ['Proxy-Authorization', 'x']
])('refuses the header %j: %j, without its value in the fault', (name, value) => {
  expect(() => requestHeaders({ headers: [{ name, value }], key: null }, EVENTS)).toThrow(/^bad_ask: (?!.*evil)/)
})

it.each(['a\r\nX-B: b', 'k\u00e9y', 'two words', ' '])('refuses the key %j without saying it', (key) => {
  expect(() => requestHeaders({ headers: [], key }, EVENTS)).toThrow(/^auth: The key has a character/)
})

it('gives no header to the prototype', () => {
  const headers = requestHeaders({ headers: [{ name: '__proto__', value: 'x' }], key: null }, EVENTS)
  expect(Object.getPrototypeOf(headers)).toBe(Object.prototype)
})
