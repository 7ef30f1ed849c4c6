import type { Fault, FaultKind } from '../../shared/fault'
import { asArray, asCount, asObject, asText, parseJson, type JsonObject } from './json-shape'
import { safeMessage } from './redact'

/** What a provider said about an error, before it is classified. */
export interface ProviderError {
  readonly message: string
  /** All its codes, types and states in lower case, joined by spaces. */
  readonly words: string
  /** An HTTP status it names inside its body; null when it names none. */
  readonly status: number | null
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
  if (inner && Object.keys(inner).length > 0) return unwrap(inner, 0)
  const state = asObject(holder['base_resp'])
  if (state && state['status_code'] !== 0) return unwrap(state, 0)
  return holder['object'] === 'error' || holder['type'] === 'error' ? unwrap(holder, 0) : null
}

/** An error without a name of its own: the data of an `error` event, or the body of a refused request. */
export function looseError(value: unknown, raw: string): ProviderError {
  const found = findError(value)
  if (found) return found
  const holder = asObject(value)
  return holder ? unwrap(holder, 0) : { message: raw, words: '', status: null }
}

function errorText(holder: JsonObject, error: string): string {
  const detail = asText(holder['message']) || asText(holder['error_description'])
  return detail === '' ? error : `${error}: ${detail}`
}

function unwrap(error: JsonObject, depth: number): ProviderError {
  const message = messageOf(error)
  const nested = depth < MAX_WRAPPINGS && message.includes('{') ? parseJson(message) : undefined
  const inner = asObject(asObject(nested)?.['error'] ?? nested)
  const found = inner ? unwrap(inner, depth + 1) : null
  return {
    message: found?.message || message,
    words: `${wordsOf(error)} ${found?.words ?? ''}`,
    status: statusOf(error) ?? found?.status ?? null
  }
}

/** `InvalidApiKey` and `INVALID_API_KEY` are the same word. */
function wordsOf(error: JsonObject): string {
  const reasons = asArray(error['details']).map((detail) => asObject(detail)?.['reason'])
  const words = [error['code'], error['type'], error['status'], error['param'], ...reasons].map(asText)
  return words.map((word) => word.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()).join(' ')
}

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

const KIND_OF_WORD: readonly (readonly [RegExp, FaultKind])[] = [
  [/insufficient_(user_)?(quota|balance|credits?|funds)|quota_exceeded|billing|payment_required|arrear|overdue/, 'quota'],
  [/context_length|context_window|exceed_context_size|prompt_too_long/, 'context_length'],
  [/rate_?limit|too_many_requests|resource_exhausted|throttl/, 'rate_limit'],
  [/invalid_api_key|authentication|unauthenticated|unauthorized|incorrect_api_key|api_key_invalid/, 'auth'],
  [/permission|forbidden|access_denied/, 'forbidden'],
  [/model_not_found|not_found|model_not_exist/, 'not_found'],
  [/content_policy|content_filter|moderation/, 'bad_request']
]

/** The kind a provider's own codes and types name; null when they name none. Its prose is not consulted. */
export function kindOfWords(words: string): FaultKind | null {
  return KIND_OF_WORD.find(([shape]) => shape.test(words))?.[1] ?? null
}

/** An error that arrived inside a stream which had begun well. */
export function streamFault(error: ProviderError): Fault {
  const kind = kindOfWords(error.words) ?? kindOfInnerStatus(error.status) ?? 'provider_error'
  return { kind, message: safeMessage(error.message) || 'the provider reported an error without a message' }
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
