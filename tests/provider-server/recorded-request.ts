import type { IncomingMessage } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'

/** A request as the server saw it. */
export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Monotonic, in milliseconds. */
  readonly receivedAtMs: number
  /** When the connection (or the HTTP/2 stream) closed, on the same clock. */
  readonly closedAtMs: Promise<number>
}

const MAX_BODY_BYTES = 16 << 20

/** Reads a request to its end. Rejects when the other side goes away before that. */
export async function recordedRequest(request: IncomingMessage | Http2ServerRequest): Promise<RecordedRequest> {
  const receivedAtMs = performance.now()
  const closedAtMs = closeOf('stream' in request ? request.stream : request.socket)
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    const buffer = Buffer.from(part)
    bytes += buffer.length
    if (bytes > MAX_BODY_BYTES) throw new Error('the request is larger than a test sends')
    parts.push(buffer)
  }
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: plainHeaders(request.headers),
    body: Buffer.concat(parts).toString('utf8'),
    receivedAtMs,
    closedAtMs
  }
}

/** One listener for all requests of a connection. */
const closes = new WeakMap<object, Promise<number>>()

function closeOf(closable: NodeJS.EventEmitter): Promise<number> {
  const known = closes.get(closable)
  if (known) return known
  const close = new Promise<number>((resolve) => closable.once('close', () => resolve(performance.now())))
  closes.set(closable, close)
  return close
}

function plainHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
