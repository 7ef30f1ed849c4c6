import { net, type ClientRequest, type IncomingMessage } from 'electron'
import { Readable } from 'node:stream'
import { FaultError, faultError } from '../fault-error'
import type { HttpRequest, HttpResponse, Send } from '../stream/ports'
import { byteQueue } from './byte-queue'
import type { ExtraTrust } from './extra-trust'
import { netFault } from './net-error'
import { sessionPool, type Lease } from './session-pool'

export interface ElectronSendOptions {
  /** Trusted besides the system's certificates, on the loopback only; for tests. */
  readonly trust?: ExtraTrust
}

/** Sends over Chromium's network stack. The app has to be ready before the first request. */
export function electronSend(options: ElectronSendOptions = {}): Send {
  const pool = sessionPool(options.trust ?? null)
  return (request, signal) => {
    if (signal.aborted) return Promise.reject(stopped())
    const lease = pool.take(new URL(request.url).origin)
    return exchange(request, signal, lease)
  }
}

/** One request from its start to the last byte of its answer. */
function exchange(request: HttpRequest, signal: AbortSignal, lease: Lease): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const client = clientRequest(request, lease)
    // Until the head is here a failure rejects; after that it ends the body.
    let fail: (error: FaultError) => void = reject
    const onAbort = (): void => {
      fail(stopped())
      // Only an abort closes the socket; cancelling the reader would leave it open.
      client.abort()
    }
    signal.addEventListener('abort', onAbort, { once: true })
    client.on('close', () => {
      signal.removeEventListener('abort', onAbort)
      lease.release()
    })
    client.on('error', (error) => fail(netFault(error)))
    client.on('abort', () => fail(stopped()))
    client.on('redirect', (status, _method, target) => {
      // Not followed: Chromium would take the key along to wherever the target is.
      fail(redirected(status, target))
      client.abort()
    })
    client.on('response', (response) => {
      const body = bodyOf(response, client)
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
  return client
}

function bodyOf(
  response: IncomingMessage,
  client: ClientRequest
): { readonly bytes: AsyncIterable<Uint8Array>; fail(error: FaultError): void } {
  const queue = byteQueue({
    pause: () => response instanceof Readable && response.pause(),
    resume: () => response instanceof Readable && response.resume(),
    drop: () => client.abort()
  })
  response.on('data', (bytes) => queue.push(bytes))
  response.on('end', () => queue.end())
  // A failure is told twice, here and by the request, in either order; the request's words say more.
  response.on('aborted', () => queue.end(stopped()))
  response.on('error', (error: unknown) => queue.end(error instanceof Error ? netFault(error) : stopped()))
  return { bytes: queue.bytes, fail: (error) => queue.end(error) }
}

function headersOf(response: IncomingMessage): ReadonlyMap<string, string> {
  const entries = Object.entries(response.headers)
  return new Map(entries.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)]))
}

function redirected(status: number, target: string): FaultError {
  return new FaultError({ kind: 'redirect', message: `the server redirects to ${withoutQuery(target)}`, httpStatus: status })
}

/** A query may carry a token. */
function withoutQuery(target: string): string {
  return target.replace(/[?#].*$/s, '').slice(0, 300)
}

function stopped(): FaultError {
  return faultError('network_reset', 'the request was stopped')
}
