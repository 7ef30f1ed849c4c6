import type { Fault, FaultKind } from '../../shared/fault'
import { parseJson } from './json-shape'
import { kindOfWords, looseError, type ProviderError } from './provider-fault'
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
  const error = isHtml(response) ? NO_ERROR : looseError(parseJson(response.body), response.body)
  const waitMs = retryAfterMs(response.headers, wallMs)
  return {
    kind: kindOf(response.status, error),
    message: safeMessage(error.message) || plainCause(response),
    httpStatus: response.status,
    ...(waitMs !== undefined && { retryAfterMs: waitMs })
  }
}

const NO_ERROR: ProviderError = { message: '', words: '', status: null }

/** True for a web page, by its label or by how it begins. */
export function isHtml(response: { headers: ReadonlyMap<string, string>; body: string }): boolean {
  const type = response.headers.get('content-type') ?? ''
  return /^\s*(text\/html|application\/xhtml\+xml)/i.test(type) || /^\s*<(!doctype|html|head|body)\b/i.test(response.body)
}

function plainCause(response: RefusedResponse): string {
  const page = isHtml(response) ? ' with a web page instead of an answer' : ''
  return `the server answered HTTP ${response.status}${page}`
}

function kindOf(status: number, error: ProviderError): FaultKind {
  const named = kindOfWords(error.words)
  switch (status) {
    case 401:
      return 'auth'
    case 402:
      return 'quota'
    case 403:
      return named === 'quota' || named === 'rate_limit' ? named : 'forbidden'
    case 404:
    case 405:
    case 410:
      return 'not_found'
    case 413:
      return 'context_length'
    case 429:
      return named === 'quota' || saysNoMoney(error.message) ? 'quota' : 'rate_limit'
    case 408:
    case 409:
    case 425:
      return 'server_error'
    default:
      if (status >= 500) return 'server_error'
      if (status >= 300 && status < 400) return 'redirect'
      return saysTooLong(error) ? 'context_length' : kindOfBadRequest(named)
  }
}

function kindOfBadRequest(named: FaultKind | null): FaultKind {
  // Aggregators answer 400 where the upstream said 401 or 429 and put that into the code.
  return named ?? 'bad_request'
}

function saysNoMoney(message: string): boolean {
  return /insufficient (account )?(quota|balance|credits?|funds)|out of credits|余额不足|欠费/i.test(message)
}

function saysTooLong(error: ProviderError): boolean {
  return (
    kindOfWords(error.words) === 'context_length' ||
    /(maximum|max|exceed\w*|available|model'?s?) context (length|size|window)|prompt is too long|too many (input )?tokens|上下文.{0,8}(超|过长)/i.test(
      error.message
    )
  )
}
