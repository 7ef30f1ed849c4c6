import type { ConformanceCase, Expected } from '../conformance-case'

/** The pieces that own cases are put together from. */

export const STREAM = { status: 200, headers: { 'content-type': 'text/event-stream; charset=utf-8' } }
export const JSON_HEAD = { 'content-type': 'application/json' }

/** One event of a stream; text is sent as it is. */
export function event(data: unknown): string {
  return `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
}

export function chunk(delta: unknown, finish: unknown = null): string {
  return event({ choices: [{ index: 0, delta, finish_reason: finish }] })
}

export const say = (content: string): string => chunk({ content })
export const DONE = event('[DONE]')
export const END = chunk({}, 'stop') + DONE

/** A tool call or a piece of one. */
export function calls(...pieces: readonly object[]): string {
  return chunk({ tool_calls: pieces })
}

export const CALLED = chunk({}, 'tool_calls') + DONE

/** A stream that begins well. */
export function stream(name: string, body: string, expected: Expected): ConformanceCase {
  return { name, http: STREAM, body, expected }
}

/** A stream that is to give this text and end as it should. */
export function gives(name: string, text: string, body: string, more: Partial<Expected> = {}): ConformanceCase {
  return stream(name, body, { text, finish: 'stop', ...more })
}

/** A request that is refused. */
export function refused(
  name: string,
  status: number,
  body: unknown,
  errorKind: string,
  more: Partial<Expected> = {}
): ConformanceCase {
  const isText = typeof body === 'string'
  const headers = isText ? { 'content-type': body.startsWith('<') ? 'text/html' : 'text/plain' } : JSON_HEAD
  const expected = { text: '', finish: 'error', errorKind, httpStatus: status, ...more }
  return { name, http: { status, headers }, body: isText ? body : JSON.stringify(body), expected }
}
