import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Pace {
  readonly chunksPerSecond: number
  /** Pieces of the answer, told one after the other; after the last one it ends. */
  readonly pieces: readonly string[]
  /** How long it thinks before the first piece, in milliseconds; not at all where it is missing. */
  readonly thinksMs?: number
}

/** The clock of the system wakes no oftener in earnest; what is due by then goes together. */
const TICK_MS = 4

/** A provider on the loopback that tells every question the same answer at an even pace. */
export class PacedProvider {
  readonly #server: Server
  /** What the next questions are answered with. */
  pace: Pace = { chunksPerSecond: 100, pieces: ['nothing'] }
  #onFirstByte: (atMs: number) => void = () => undefined
  #onEnd: (atMs: number) => void = () => undefined

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(): Promise<PacedProvider> {
    const server = createServer()
    const provider = new PacedProvider(server)
    server.on('connection', (socket) => socket.setNoDelay(true))
    server.on('request', (request, response) => {
      request.on('error', () => response.destroy())
      request.resume().on('end', () => provider.#tell(response, provider.pace))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return provider
  }

  get baseUrl(): string {
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}/v1`
  }

  /** When the next answer's first piece is written to the socket, in milliseconds since 1970. */
  firstByte(): Promise<number> {
    return new Promise((resolve) => (this.#onFirstByte = resolve))
  }

  /** When the next answer's last piece is written, in milliseconds since 1970. */
  end(): Promise<number> {
    return new Promise((resolve) => (this.#onEnd = resolve))
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #tell(response: ServerResponse, { chunksPerSecond, pieces, thinksMs = 0 }: Pace): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    const startedMs = performance.now() + thinksMs
    let told = 0
    const tick = setInterval(() => {
      if (performance.now() < startedMs) return
      const due = Math.min(pieces.length, Math.ceil(((performance.now() - startedMs) / 1_000) * chunksPerSecond))
      if (due > told && told === 0) this.#onFirstByte(nowMs())
      response.write(pieces.slice(told, due).map(event).join(''))
      told = due
      if (told === pieces.length) this.#finish(response, tick)
    }, TICK_MS)
    response.on('close', () => clearInterval(tick))
  }

  #finish(response: ServerResponse, tick: NodeJS.Timeout): void {
    clearInterval(tick)
    this.#onEnd(nowMs())
    response.end(`data: ${JSON.stringify(chunk({}, 'stop'))}\n\ndata: [DONE]\n\n`)
  }
}

function event(content: string): string {
  return `data: ${JSON.stringify(chunk({ content }, null))}\n\n`
}

function chunk(delta: object, finish: string | null): object {
  const choices = [{ index: 0, delta, finish_reason: finish }]
  return { id: 'x', object: 'chat.completion.chunk', model: 'paced', choices }
}

/** Milliseconds since 1970 with their fractions. */
function nowMs(): number {
  return performance.timeOrigin + performance.now()
}
