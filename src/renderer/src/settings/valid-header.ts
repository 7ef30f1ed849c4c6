import type { HeaderLine } from '../../../shared/domain/provider'
import { m } from '../words'

/** A token of RFC 9110, section 5.6.2. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
/** Visible characters, spaces and tabs of Latin-1: what a header value may hold without encoding. */
const VALUE = /^[\t\u0020-\u007e\u00a0-\u00ff]*$/
/** These carry keys, and keys live in the keychain. */
const SECRET = new Set(['authorization', 'api-key', 'x-api-key', 'proxy-authorization', 'cookie'])

/** What is wrong with a header line, as a sentence; null when nothing is. */
export function headerError({ name, value }: HeaderLine): string | null {
  if (!NAME.test(name)) return m.settings_header_invalid({ name })
  if (SECRET.has(name.toLowerCase())) return m.settings_header_secret({ name })
  if (!VALUE.test(value)) return m.settings_header_value_invalid()
  return null
}
