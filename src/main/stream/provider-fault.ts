import type { Fault, FaultKind } from '../../shared/fault'
import { kindSaid } from './fault-kind'
import { asArray, asCount, asObject, asText, parseJson, type JsonObject } from './json-shape'
import { safeMessage } from './redact'

/** What a provider said about an error, before it is classified. */
export interface ProviderError {
  readonly message: string
  /** All its codes, types and states in lower case, joined by spaces. */
  readonly words: string
  /** An HTTP status it names inside its body; null when it names none. */
  readonly status: number | null
  /** How long it asks to wait, in milliseconds; null when it does not say. */
  readonly waitMs: number | null
}

/** How often an error was seen wrapped in the message of another one: twice. */
const MAX_WRAPPINGS = 3

/** Finds the error in a JSON value; null when it holds none. */
export function findError(value: unknown): ProviderError | null {
  const holder = asObject(Array.isArray(value) ? asArray(value)[0] : value)
  if (!holder) return null
  const error = holder['error'] ?? asArray(holder['errors'])[0]
  if (typeof error === 'string' && error !== '') return unwrap({ ...holder, message: errorText(holder, error) }, 0)
  const inner = asObject(error)
  if (inner && saysSomething(inner)) return unwrap(inner, 0)
  if (error === true || (typeof error === 'number' && error !== 0)) return unwrap(holder, 0)
  const state = asObject(holder['base_resp'])
  if (state && state['status_code'] !== 0) return unwrap(state, 0)
  return holder['object'] === 'error' || holder['type'] === 'error' ? unwrap(holder, 0) : null
}

/** Some send an error with empty fields beside every piece of a sound answer. */
function saysSomething(error: JsonObject): boolean {
  return Object.values(error).some((value) => value !== '' && value !== null && value !== 0 && value !== false)
}

/** An error without a name of its own: the data of an `error` event, or the body of a refused request. */
export function looseError(value: unknown, raw: string): ProviderError {
  if (typeof value === 'string') return looseError(parseJson(value), value)
  const found = findError(value)
  if (found) return found
  const holder = asObject(value)
  return holder ? unwrap(holder, 0) : { message: raw, words: '', status: null, waitMs: null }
}

function errorText(holder: JsonObject, error: string): string {
  const detail = asText(holder['message']) || asText(holder['error_description'])
  return detail === '' ? error : `${error}: ${detail}`
}

function unwrap(error: JsonObject, depth: number): ProviderError {
  const message = messageOf(error)
  const nested = depth < MAX_WRAPPINGS ? nestedIn(error, message) : undefined
  const inner = asObject(asObject(nested)?.['error'] ?? nested)
  const found = inner ? unwrap(inner, depth + 1) : null
  return {
    message: found?.message || message,
    words: `${wordsOf(error)} ${found?.words ?? ''}`,
    status: statusOf(error) ?? found?.status ?? null,
    waitMs: waitOf(error) ?? found?.waitMs ?? null
  }
}

function nestedIn(error: JsonObject, message: string): unknown {
  if (message === '') return error['error']
  return message.includes('{') ? parseJson(message) : undefined
}

/** `InvalidApiKey`, `INVALID_API_KEY` and `invalid api key` are the same word. */
function wordsOf(error: JsonObject): string {
  const reasons = asArray(error['details']).map((detail) => asObject(detail)?.['reason'])
  const words = [error['code'], error['type'], error['status'], error['param'], ...reasons].map(asText)
  return words.map((word) => word.replace(WORD_BORDER, '_').toLowerCase()).join(' ')
}

const WORD_BORDER = /[\s-]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g

/** OpenRouter puts the upstream's own words into `metadata.raw`; FastAPI servers say `detail`. */
function messageOf(error: JsonObject): string {
  const raw = asObject(error['metadata'])?.['raw']
  if (typeof raw === 'string' && raw.trim() !== '') return raw
  const detail = error['detail'] ?? error['msg'] ?? error['error_msg'] ?? error['status_msg']
  const text = asText(error['message']) || asText(asObject(error['message'])?.['message']) || asText(detail)
  return text !== '' || detail === undefined ? text : JSON.stringify(detail)
}

function statusOf(error: JsonObject): number | null {
  for (const field of ['code', 'status', 'status_code', 'http_code']) {
    const status = asCount(error[field])
    if (status !== null && status >= 400 && status < 600) return status
  }
  return null
}

/** Google says it as a duration in seconds, such as `45.8s` (google.rpc.RetryInfo). */
function waitOf(error: JsonObject): number | null {
  for (const detail of asArray(error['details'])) {
    const seconds = /^(\d{1,9}(?:\.\d+)?)s$/.exec(asText(asObject(detail)?.['retryDelay']))?.[1]
    if (seconds !== undefined) return Math.ceil(Number(seconds) * 1_000)
  }
  return null
}

/** An error that arrived inside a stream which had begun well. */
export function streamFault(error: ProviderError): Fault {
  const kind = kindSaid(error) ?? kindOfInnerStatus(error.status) ?? 'provider_error'
  const message = safeMessage(error.message) || 'the provider reported an error without a message'
  return { kind, message, ...(error.waitMs !== null && { retryAfterMs: error.waitMs }) }
}

function kindOfInnerStatus(status: number | null): FaultKind | null {
  switch (status) {
    case 400:
    case 422:
      return 'bad_request'
    case 401:
      return 'auth'
    case 402:
      return 'quota'
    case 403:
      return 'forbidden'
    case 404:
      return 'not_found'
    case 429:
      return 'rate_limit'
    default:
      return null
  }
}
