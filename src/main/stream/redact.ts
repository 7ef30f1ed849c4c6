import type { HttpRequest } from './ports'

/** Longest message of a fault, in characters. */
const MAX_MESSAGE_CHARS = 2_000

/** Words that look like a key, whoever sent them. */
const KEY_SHAPES: readonly RegExp[] = [
  /\b(?:bearer|basic)\s+[\w\-.~+/=*]{6,}/gi,
  /\b(?:sk|pk|rk|ak|gsk|xai|nvapi|pplx|csk)[-_][\w\-*.]{3,}/gi,
  /\bAIza[\w-]{10,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /\b[A-Za-z0-9_-]{40,200}\b/g
]

/** Headers that hold no secret; the value of any other may never show up in a message. */
const PLAIN_HEADERS = new Set(['accept', 'accept-encoding', 'content-type', 'user-agent', 'http-referer', 'x-title'])

/** Shorter values are words such as "true" and would only tear holes into messages. */
const MIN_SECRET_CHARS = 6

/** What must not be repeated in a message: the values of the request's headers, also without their scheme. */
export function secretsOf(request: HttpRequest): readonly string[] {
  return Object.entries(request.headers)
    .filter(([name]) => !PLAIN_HEADERS.has(name.toLowerCase()))
    .flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')])
    .filter((value) => value.length >= MIN_SECRET_CHARS)
    .sort((a, b) => b.length - a.length)
}

/** A message fit for a fault: no key, on one line, without control characters, at most 2,000 characters. */
export function safeMessage(text: string, secrets: readonly string[] = []): string {
  // Cut first, so that a body of megabytes costs nothing; generously, so that no key is cut in two at the end.
  let message = text.slice(0, MAX_MESSAGE_CHARS * 2)
  for (const secret of secrets) message = message.replaceAll(secret, '[key]')
  for (const shape of KEY_SHAPES) message = message.replace(shape, '[key]')
  message = message.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
  return message.length > MAX_MESSAGE_CHARS ? `${message.slice(0, MAX_MESSAGE_CHARS - 1)}…` : message
}
