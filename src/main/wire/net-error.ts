import type { FaultKind } from '../../shared/fault'
import { faultError, type FaultError } from '../fault-error'

/** Chromium's names of network errors, by what they mean to a person. The first pattern that fits decides. */
const KINDS: readonly (readonly [RegExp, FaultKind])[] = [
  [/^ERR_CONTENT_DECODING|^ERR_.*_DECODING_/, 'decode'],
  [/^ERR_(CERT|SSL|BAD_SSL|INSECURE|ECH)_/, 'tls'],
  [/^ERR_CONNECTION_TIMED_OUT$/, 'timeout_connect'],
  [/^ERR_(TOO_MANY_REDIRECTS|INVALID_REDIRECT|UNSAFE_REDIRECT)$/, 'redirect'],
  [/^ERR_(INVALID_HTTP_RESPONSE|INVALID_RESPONSE|INVALID_CHUNKED_ENCODING|RESPONSE_HEADERS_)/, 'protocol'],
  [/^ERR_(CONNECTION_REFUSED|CONNECTION_FAILED|ADDRESS_|NAME_|INTERNET_DISCONNECTED|DNS_|ICANN_|HOST_)/, 'unreachable'],
  [/^ERR_(PROXY_|TUNNEL_|SOCKS_|NO_SUPPORTED_PROXIES|MANDATORY_PROXY|PAC_)/, 'unreachable'],
  [/^ERR_(NETWORK_ACCESS_DENIED|BLOCKED_BY_|UNSAFE_PORT|DISALLOWED_URL|UNKNOWN_URL)/, 'unreachable']
]

const PLAIN_CAUSE: Partial<Readonly<Record<FaultKind, string>>> = {
  decode: 'the compressed answer could not be unpacked',
  tls: 'no secure connection could be made',
  timeout_connect: 'the server did not answer in time',
  redirect: 'the server redirects in a way that cannot be followed',
  protocol: 'what came back is not a proper HTTP answer',
  unreachable: 'the server could not be reached',
  network_reset: 'the connection was lost'
}

/** The fault of an error of Electron's `net`; whatever is not known to be something else is a lost connection. */
export function netFault(error: Error): FaultError {
  const code = /ERR_[A-Z0-9_]+/.exec(error.message)?.[0] ?? ''
  const kind = KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'network_reset'
  return faultError(kind, `${PLAIN_CAUSE[kind] ?? kind} (${code || error.message.slice(0, 200)})`)
}
