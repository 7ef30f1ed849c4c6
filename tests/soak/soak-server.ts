import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CaseAnswer } from '../provider-server/case'
import { http1Wire } from '../provider-server/http1-wire'
import { play, stepsOf } from '../provider-server/play'
import { randomAnswer } from './random-answer'
import type { SeededRandom } from './seeded-random'

/** A provider that answers each request in another way, and keeps nothing of it. */
export interface SoakServer {
  readonly baseUrl: string
  readonly port: number
  readonly requests: number
  /** Requests whose answer was broken, refused or left hanging. */
  readonly faults: number
  /** Connections that are open now. */
  readonly openSockets: number
  close(): Promise<void>
}

/** Short, so that what stays open soon is what the app keeps open. */
const KEEP_ALIVE_MS = 500
/** Where a connection takes long, Chromium opens a second one ahead, which may never be used: it is let go as soon. */
const UNUSED = { headersTimeout: 2_000, requestTimeout: 10_000, connectionsCheckingInterval: 500 }

export async function startSoakServer(random: SeededRandom): Promise<SoakServer> {
  let [requests, faults] = [0, 0]
  let openSockets = 0
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, ...UNUSED, noDelay: true }, (request, response) => {
    const { answer, broken } = randomAnswer(random)
    requests++
    if (broken) faults++
    give(answer, request, response).catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    openSockets++
    socket.once('close', () => openSockets--)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    port,
    get requests() {
      return requests
    },
    get faults() {
      return faults
    },
    get openSockets() {
      return openSockets
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

async function give(answer: CaseAnswer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.resume()
  const { status = 200, headers = {} } = answer.http ?? {}
  await play(await stepsOf(answer), http1Wire(response, status, headers), () => undefined)
}
