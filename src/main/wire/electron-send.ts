import { net, type ClientRequest, type IncomingMessage } from 'electron'
import { Readable } from 'node:stream'
import { faultError, type FaultError } from '../fault-error'
import { redirectFault } from '../stream/node-send'
import type { HttpRequest, HttpResponse, Send } from '../stream/ports'
import { ByteQueue } from './byte-queue'
import { netFault } from './net-error'
import type { Lease, SessionPool } from './session-pool'

/** Sends over Chromium's network stack. The app has to be ready before the first request. */
export function electronSend(pool: SessionPool): Send {
  return async (request, signal) => {
    if (signal.aborted) throw stopped()
    const lease = pool.take(new URL(request.url).origin)
    try {
      await lease.ready
    } catch (error) {
      lease.release()
      throw faultError('unreachable', `the proxy was not taken (${error instanceof Error ? error.message.slice(0, 200) : ''})`)
    }
    if (!signal.aborted) return exchange(request, signal, lease)
    lease.release()
    throw stopped()
  }
}

/** One request from its start to the last byte of its answer. */
function exchange(request: HttpRequest, signal: AbortSignal, lease: Lease): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const client = clientRequest(request, lease)
    // Until the head is here a failure rejects; after that it ends the body.
    let fail: (error: FaultError) => void = reject
    let hasHead = false
    const onAbort = (): void => {
      fail(stopped())
      // Only an abort closes the socket; cancelling the reader would leave it open. In the millisecond between the head
      // and the first look at the body Chromium empties the socket for up to five seconds before it closes it.
      client.abort()
      if (!hasHead) lease.abandon()
    }
    // Not at the request's `close`: that comes as soon as its body is sent.
    const over = (): void => {
      signal.removeEventListener('abort', onAbort)
      lease.release()
    }
    signal.addEventListener('abort', onAbort, { once: true })
    client.on('error', (error) => {
      over()
      fail(netFault(error))
    })
    client.on('abort', () => {
      over()
      fail(stopped())
    })
    client.on('redirect', (status, _method, target) => {
      // Not followed: Chromium would take the key along to wherever the target is.
      fail(redirectFault(status, target, request.url))
      client.abort()
    })
    client.on('response', (response) => {
      hasHead = true
      const body = bodyOf(response, client, over)
      fail = body.fail
      resolve({ status: response.statusCode, headers: headersOf(response), body: body.bytes })
    })
    client.end(request.body)
  })
}

function clientRequest(request: HttpRequest, lease: Lease): ClientRequest {
  const client = net.request({
    method: request.method,
    url: request.url,
    session: lease.session,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store'
  })
  for (const [name, value] of Object.entries(request.headers)) client.setHeader(name, value)
  client.setHeader('accept-encoding', UNCOMPRESSED)
  return client
}

// A compressing proxy gathers bytes before it lets any through. With `identity` alone Chromium refuses to unpack what
// a server compresses all the same; the star lets it, and names nothing that a server would take for a wish.
const UNCOMPRESSED = 'identity, *;q=0.1'

function bodyOf(
  response: IncomingMessage,
  client: ClientRequest,
  over: () => void
): { readonly bytes: AsyncIterable<Uint8Array>; fail(error: FaultError): void } {
  const queue = new ByteQueue({
    pause: () => response instanceof Readable && response.pause(),
    resume: () => response instanceof Readable && response.resume(),
    drop: () => client.abort()
  })
  const end = (error?: FaultError): void => {
    over()
    queue.end(error)
  }
  response.on('data', (bytes) => queue.push(bytes))
  response.on('end', () => end())
  // A failure is told here, by the request, or by both; the first counts.
  response.on('aborted', () => end(stopped()))
  response.on('error', (error: unknown) => end(error instanceof Error ? netFault(error) : stopped()))
  return { bytes: queue, fail: end }
}

function headersOf(response: IncomingMessage): ReadonlyMap<string, string> {
  const entries = Object.entries(response.headers)
  return new Map(entries.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)]))
}

function stopped(): FaultError {
  return faultError('network_reset', 'the request was stopped')
}
