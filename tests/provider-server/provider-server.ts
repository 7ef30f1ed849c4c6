import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import type { AddressInfo, Server, Socket } from 'node:net'
import { answerTo, type CaseAnswer, type ProviderCase } from './case'
import { filled, filledHeaders } from './header-values'
import { http1Wire } from './http1-wire'
import { http2Wire } from './http2-wire'
import { play, stepsOf, type Wire } from './play'
import { rawWire } from './raw-wire'
import { recordedRequest, type RecordedRequest } from './recorded-request'
import { script } from './script'
import type { TestCertificate } from './test-certificate'

/** A case being played, under an address of its own. */
export interface PlayedCase {
  /** As a provider's base URL; `/chat/completions` is appended by the client. */
  readonly baseUrl: string
  /** In the order they came. */
  readonly requests: readonly RecordedRequest[]
  /** Resolves when the body has come to `<<CLIENT_CANCEL>>`. */
  readonly cancelPoint: Promise<void>
}

/** A provider on the loopback that answers as its cases say, and remembers what it was asked. */
export interface ProviderServer {
  play(played: ProviderCase): PlayedCase
  /** Requests that reached the other origin, to which only a redirect leads. None is right. */
  readonly elsewhere: readonly RecordedRequest[]
  close(): Promise<void>
}

export interface ProviderServerOptions {
  /** Speaks HTTP/2 over TLS with this certificate. */
  readonly http2?: { readonly certificate: TestCertificate; readonly settings?: Readonly<Record<string, number>> }
}

interface Registered {
  readonly played: ProviderCase
  readonly requests: RecordedRequest[]
  readonly cancelHere: () => void
}

type AnyRequest = IncomingMessage | Http2ServerRequest
type AnyResponse = ServerResponse | Http2ServerResponse
type OnRequest = (request: AnyRequest, response: AnyResponse) => void

export async function startProviderServer(options: ProviderServerOptions = {}): Promise<ProviderServer> {
  const registered = new Map<string, Registered>()
  const elsewhere: RecordedRequest[] = []
  const other = await listening(createServer((request, response) => void elsewhereAnswer(request, response, elsewhere)))
  const main = await listening(
    serverFor(options, (request, response) => {
      answer(request, response, registered, other.origin).catch(() => response.destroy())
    })
  )
  return {
    elsewhere,
    play(played) {
      // A case with an unknown marker fails here, not as a broken connection.
      for (const { body } of played.sequence ?? [played]) script(body ?? '')
      const path = `/${registered.size}`
      const requests: RecordedRequest[] = []
      const cancelPoint = new Promise<void>((resolve) => {
        registered.set(path, { played, requests, cancelHere: resolve })
      })
      return { baseUrl: `${main.origin}${path}/v1`, requests, cancelPoint }
    },
    close: async () => {
      await Promise.all([main.close(), other.close()])
    }
  }
}

function serverFor(options: ProviderServerOptions, onRequest: OnRequest): Server {
  if (!options.http2) return createServer(onRequest)
  const { certificate, settings } = options.http2
  const { key, cert } = certificate
  return createSecureServer({ key, cert, ...(settings ? { settings } : {}) }, onRequest)
}

async function answer(
  request: AnyRequest,
  response: AnyResponse,
  registered: ReadonlyMap<string, Registered>,
  otherOrigin: string
): Promise<void> {
  const found = registered.get(/^\/\d+/.exec(request.url ?? '')?.[0] ?? '')
  const recorded = await recordedRequest(request)
  if (!found) {
    response.statusCode = 404
    response.end()
    return
  }
  const number = found.requests.push(recorded) - 1
  const now = answerTo(found.played, number)
  const steps = await stepsOf({ ...now, body: filled(now.body ?? '', otherOrigin) })
  await play(steps, wireOf(response, now, otherOrigin), found.cancelHere)
}

function wireOf(response: AnyResponse, { http, raw }: CaseAnswer, otherOrigin: string): Wire {
  if (raw && !('stream' in response)) return rawWire(response)
  const status = http?.status ?? 200
  const headers = filledHeaders(http?.headers ?? {}, otherOrigin)
  return 'stream' in response ? http2Wire(response.stream, status, headers) : http1Wire(response, status, headers)
}

async function elsewhereAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  elsewhere: RecordedRequest[]
): Promise<void> {
  elsewhere.push(await recordedRequest(request))
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.end('data: {"choices":[{"index":0,"delta":{"content":"from elsewhere"},"finish_reason":"stop"}]}\n\n')
}

async function listening(server: Server): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!isAddress(address)) throw new Error('the server has no port')
  const scheme = 'setSecureContext' in server ? 'https' : 'http'
  return {
    origin: `${scheme}://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}
