import type { Fault, FaultKind } from '../../shared/fault'
import { createEventDecoder } from './event-decoder'
import { kindSaid } from './fault-kind'
import { parseJson } from './json-shape'
import { looseError, type ProviderError } from './provider-fault'
import { safeMessage } from './redact'
import { retryAfterMs } from './retry-after'

export interface RefusedResponse {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  /** The beginning of the body, as text. */
  readonly body: string
}

/** Classifies a response whose status is not 2xx. `wallMs` is the time of day, for a `Retry-After` date. */
export function httpFault(response: RefusedResponse, wallMs: number): Fault {
  const error = isHtml(response) ? NO_ERROR : errorIn(response.body)
  const waitMs = retryAfterMs(response.headers, wallMs) ?? error.waitMs ?? undefined
  return {
    kind: kindOf(response.status, error),
    message: safeMessage(error.message) || plainCause(response),
    httpStatus: response.status,
    ...(waitMs !== undefined && { retryAfterMs: waitMs })
  }
}

const NO_ERROR: ProviderError = { message: '', words: '', status: null, waitMs: null }

/** Some refuse a stream with an event of it. */
function errorIn(body: string): ProviderError {
  const json = parseJson(body)
  return json === undefined ? looseError(firstEvent(body), body) : looseError(json, body)
}

function firstEvent(body: string): unknown {
  let first: unknown
  const decoder = createEventDecoder({ onEvent: ({ data }) => (first ??= parseJson(data)) })
  decoder.feed(Buffer.from(`${body}\n\n`))
  return first
}

/** True for a web page, by its label or by how it begins. */
export function isHtml(response: { headers: ReadonlyMap<string, string>; body: string }): boolean {
  const type = response.headers.get('content-type') ?? ''
  return /^\s*(text\/html|application\/xhtml\+xml)/i.test(type) || /^\s*<(!|(html|head|title|body|center|h\d|div|p)\b)/i.test(response.body)
}

function plainCause(response: RefusedResponse): string {
  const page = isHtml(response) ? ' with a web page instead of an answer' : ''
  return `the server answered HTTP ${response.status}${page}`
}

/** What a status says, whatever the body does. */
const KIND_OF_STATUS: ReadonlyMap<number, FaultKind> = new Map([
  [401, 'auth'],
  [402, 'quota'],
  [404, 'not_found'],
  [405, 'not_found'],
  [408, 'server_error'],
  [409, 'server_error'],
  [410, 'not_found'],
  [413, 'context_length'],
  [425, 'server_error'],
  [451, 'forbidden'],
  // A gateway that gave up on what is behind it.
  [499, 'server_error']
])

function kindOf(status: number, error: ProviderError): FaultKind {
  const known = KIND_OF_STATUS.get(status)
  if (known) return known
  if (status >= 500) return 'server_error'
  if (status >= 300 && status < 400) return 'redirect'
  const said = kindSaid(error)
  if (status === 403) return said === 'quota' || said === 'rate_limit' ? said : 'forbidden'
  if (status === 429) return said === 'quota' ? said : 'rate_limit'
  // Aggregators answer 400 where the upstream said 401 or 429 and put that into the code.
  return said ?? 'bad_request'
}
