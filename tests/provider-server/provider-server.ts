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

/**
 * A case being played, at a port of its own: clients keep connections of a server for later, and one that a case has
 * left broken or half closed is not to reach another case.
 */
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
  play(played: ProviderCase): Promise<PlayedCase>
  /** Requests that reached the other origin, to which only a redirect leads. None is right. */
  readonly elsewhere: readonly RecordedRequest[]
  close(): Promise<void>
}

export interface ProviderServerOptions {
  /** Speaks HTTP/2 over TLS with this certificate. */
  readonly http2?: { readonly certificate: TestCertificate; readonly settings?: Readonly<Record<string, number>> }
}

type AnyRequest = IncomingMessage | Http2ServerRequest
type AnyResponse = ServerResponse | Http2ServerResponse
type OnRequest = (request: AnyRequest, response: AnyResponse) => void

export async function startProviderServer(options: ProviderServerOptions = {}): Promise<ProviderServer> {
  const elsewhere: RecordedRequest[] = []
  const other = await listening(createServer((request, response) => void elsewhereAnswer(request, response, elsewhere)))
  const open = [other]
  return {
    elsewhere,
    async play(played) {
      // A case with an unknown marker fails here, not as a broken connection.
      for (const { body } of played.sequence ?? [played]) script(body ?? '')
      const requests: RecordedRequest[] = []
      let cancelHere = (): void => undefined
      const cancelPoint = new Promise<void>((resolve) => (cancelHere = resolve))
      const server = await listening(
        serverFor(options, (request, response) => {
          answer(request, response, { played, requests, cancelHere }, other.origin).catch(() => response.destroy())
        })
      )
      open.push(server)
      return { baseUrl: `${server.origin}/v1`, requests, cancelPoint }
    },
    close: async () => {
      await Promise.all(open.map((server) => server.close()))
    }
  }
}

interface Playing {
  readonly played: ProviderCase
  readonly requests: RecordedRequest[]
  readonly cancelHere: () => void
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
  { played, requests, cancelHere }: Playing,
  otherOrigin: string
): Promise<void> {
  const number = requests.push(await recordedRequest(request)) - 1
  const now = answerTo(played, number)
  const steps = await stepsOf({ ...now, body: filled(now.body ?? '', otherOrigin) })
  await play(steps, wireOf(response, now, otherOrigin), cancelHere)
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
