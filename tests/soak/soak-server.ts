import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { http1Wire } from '../provider-server/http1-wire'
import { play, stepsOf } from '../provider-server/play'
import { randomAnswer } from './random-answer'
import type { SeededRandom } from './seeded-random'

/** A provider that answers each request in another way, and keeps nothing of it. */
export interface SoakServer {
  readonly baseUrl: string
  readonly port: number
  readonly requests: number
  /** Connections that are open now. */
  readonly openSockets: number
  close(): Promise<void>
}

/** Short, so that what stays open soon is what the app keeps open. */
const KEEP_ALIVE_MS = 500

export async function startSoakServer(random: SeededRandom): Promise<SoakServer> {
  let requests = 0
  let openSockets = 0
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true }, (request, response) => {
    requests++
    answer(request, response, random).catch(() => response.destroy())
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

async function answer(request: IncomingMessage, response: ServerResponse, random: SeededRandom): Promise<void> {
  request.resume()
  const now = randomAnswer(random)
  const { status = 200, headers = {} } = now.http ?? {}
  await play(await stepsOf(now), http1Wire(response, status, headers), () => undefined)
}
