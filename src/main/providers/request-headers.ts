import type { HeaderLine } from '../../shared/domain/provider'
import { version } from '../../../package.json'
import { faultError } from '../fault-error'

// RFC 9110, 5.6.2 (token) and 5.5 (field value, without obs-text, which servers read in different ways).
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,128}$/
const VALUE = /^[\t\x20-\x7e]{0,8192}$/
const KEY = /^[\x21-\x7e]{1,8192}$/

/** Headers that frame the message or keep the stream readable; a person's own would break the request. */
const OURS = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade'
])

export interface Sender {
  readonly headers: readonly HeaderLine[]
  /** Null sends no `Authorization`. */
  readonly key: string | null
}

/** The headers of a request. A header or key that no request may carry throws a fault that names it, not its value. */
export function requestHeaders(sender: Sender, accept: 'text/event-stream' | 'application/json'): Record<string, string> {
  const headers: Record<string, string> = {
    accept,
    // A compressing proxy gathers bytes before it lets any through, which ends the streaming.
    'accept-encoding': 'identity',
    'user-agent': `Rill/${version}`
  }
  if (accept === 'text/event-stream') headers['content-type'] = 'application/json'
  if (sender.key !== null) headers['authorization'] = `Bearer ${checkedKey(sender.key)}`
  for (const line of sender.headers) headers[checkedName(line.name)] = checkedValue(line)
  return headers
}

function checkedKey(key: string): string {
  const trimmed = key.trim()
  if (!KEY.test(trimmed)) throw faultError('auth', 'The key has a character in it that no key has.')
  return trimmed
}

function checkedName(name: string): string {
  const lower = name.trim().toLowerCase()
  if (!NAME.test(lower)) throw faultError('bad_ask', 'A header name has a character in it that is not allowed there.')
  if (OURS.has(lower) || lower.startsWith('proxy-') || lower.startsWith('sec-')) {
    throw faultError('bad_ask', `The header "${lower}" is set by the app itself.`)
  }
  return lower
}

function checkedValue(line: HeaderLine): string {
  if (VALUE.test(line.value)) return line.value.trim()
  throw faultError('bad_ask', `The header "${line.name.trim()}" has a value that a header cannot carry.`)
}
