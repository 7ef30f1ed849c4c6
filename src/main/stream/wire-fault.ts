import type { FaultKind } from '../../shared/fault'
import { FaultError, faultError } from '../fault-error'
import { safeMessage } from './redact'

/** What the codes of Node's sockets, TLS, zlib and fetch mean. */
const KIND_OF_CODE: readonly (readonly [RegExp, FaultKind])[] = [
  [/^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EINVAL)$/, 'unreachable'],
  [/^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, 'timeout_connect'],
  [/^UND_ERR_HEADERS_TIMEOUT$/, 'timeout_connect'],
  [/^UND_ERR_BODY_TIMEOUT$/, 'timeout_idle'],
  [/^(Z_\w+|ERR__ERROR_\w+|ERR_PADDING_\w+|ERR_BROTLI\w*)$/, 'decode'],
  [/^(HPE_\w+|UND_ERR_(INVALID|HEADERS_OVERFLOW|RES_EXCEEDED)\w*)$/, 'protocol'],
  [/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|^CRL_|HOSTNAME_MISMATCH/, 'tls']
]

/** Ports of other protocols are refused before anything is sent (https://fetch.spec.whatwg.org/#port-blocking). */
const BLOCKED_PORT = 'bad port'

/** Classifies what Node's fetch rejects with. Whatever else breaks on a wire is a broken connection. */
export function wireFault(error: unknown): FaultError {
  if (error instanceof FaultError) return error
  if (innermostMessage(error) === BLOCKED_PORT) return faultError('unreachable', 'fetch blocks this port')
  const kind = codesOf(error).map(kindOf).find((known) => known !== undefined) ?? 'network_reset'
  return new FaultError({ kind, message: safeMessage(innermostMessage(error)) || kind })
}

function kindOf(code: string): FaultKind | undefined {
  return KIND_OF_CODE.find(([shape]) => shape.test(code))?.[1]
}

/** The codes of an error and of what caused it; several addresses of one host fail together in `errors`. */
function codesOf(error: unknown): readonly string[] {
  return chainOf(error).flatMap((link) => ('code' in link && typeof link.code === 'string' ? [link.code] : []))
}

function innermostMessage(error: unknown): string {
  const messages = chainOf(error).map((link) => link.message)
  return messages.filter((message) => message !== '').at(-1) ?? String(error)
}

/** Causes are followed this far; a circle must not hold us. */
const MAX_CAUSES = 5

function chainOf(error: unknown, depth = 0): readonly Error[] {
  if (!(error instanceof Error) || depth === MAX_CAUSES) return []
  const together: readonly unknown[] = error instanceof AggregateError ? error.errors.slice(0, 1) : []
  return [error, ...chainOf(error.cause, depth + 1), ...together.flatMap((one) => chainOf(one, depth + 1))]
}
