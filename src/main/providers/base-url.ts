import { faultError } from '../fault-error'

const ENDPOINT = /\/(chat\/completions|models)\/*$/
const MAX_URL_LENGTH = 2_000

/**
 * A base URL as a person pastes it, made regular: scheme filled in, no trailing slash, no endpoint at the end, the
 * query kept. Throws a `bad_ask` fault that says what is wrong.
 */
export function normalBaseUrl(text: string): string {
  const url = parse(text.trim())
  url.hash = ''
  url.pathname = url.pathname.replace(ENDPOINT, '')
  const path = url.pathname.replace(/\/+$/, '')
  return `${url.origin}${path}${url.search}`
}

/** The address of an endpoint under a base URL; a query in the base URL (an API version, say) stays at the end. */
export function endpointUrl(baseUrl: string, endpoint: 'chat/completions' | 'models'): string {
  const url = new URL(normalBaseUrl(baseUrl))
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/${endpoint}${url.search}`
}

/** Whether the address is this machine's own. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname) || /\.localhost$/i.test(hostname)
}

/** Whether a base URL leads to this machine; false for one that is empty or none at all. */
export function isLocalAddress(baseUrl: string): boolean {
  const url = tryUrl(withScheme(baseUrl))
  return url !== null && isLoopback(url.hostname)
}

/** The origin of a base URL; empty for one that is empty or none at all, as a settings file edited by hand may have. */
export function originOf(baseUrl: string): string {
  return tryUrl(withScheme(baseUrl))?.origin ?? ''
}

function parse(text: string): URL {
  if (text === '') throw faultError('bad_ask', 'The base URL is empty.')
  if (text.length > MAX_URL_LENGTH) throw faultError('bad_ask', 'The base URL is too long.')
  const url = tryUrl(withScheme(text))
  if (!url) throw faultError('bad_ask', 'The base URL is not a web address.')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw faultError('bad_ask', 'The base URL has to begin with https:// or http://.')
  }
  if (url.username !== '' || url.password !== '') {
    throw faultError('bad_ask', 'The base URL has a user name or password in it; put the key in its own field.')
  }
  return url
}

function withScheme(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text
  const host = /^(\[[^\]]*\]|[^/:?#]*)/.exec(text)?.[0] ?? ''
  return `${isLoopback(host) ? 'http' : 'https'}://${text}`
}

function tryUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    // The constructor's message says no more than that it is not a URL; URL.canParse is newer than our oldest Node.
    return null
  }
}
