import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toldText } from './told-text'

/** About 6,000 characters a second, far more than any model writes. */
const CHUNKS_PER_MS = 1
const CHUNK_LENGTH = 6
/** The clock of the system wakes no oftener in earnest; what is due by then goes together. */
const TICK_MS = 4
/** Of the text, in characters: more than the longest round can hear. */
const TEXT_LENGTH = 400_000

/** A provider on the loopback that tells every question the same text, fast, until the connection ends. */
export class FastProvider {
  readonly #server: Server
  readonly #text = toldText(TEXT_LENGTH)
  #onBeginning: () => void = () => undefined

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(): Promise<FastProvider> {
    const server = createServer()
    const provider = new FastProvider(server)
    server.on('request', (request, response) => {
      // It may be killed in the middle of the question too.
      request.on('error', () => response.destroy())
      request.resume().on('end', () => provider.#tell(response))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return provider
  }

  get baseUrl(): string {
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}/v1`
  }

  /** Resolves when the first words of the next answer are sent. */
  beginning(): Promise<void> {
    return new Promise((resolve) => (this.#onBeginning = resolve))
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #tell(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const startedMs = performance.now()
    let told = 0
    const tick = setInterval(() => {
      const due = Math.floor((performance.now() - startedMs) * CHUNKS_PER_MS) * CHUNK_LENGTH
      for (; told < due; told += CHUNK_LENGTH) response.write(event(this.#text.slice(told, told + CHUNK_LENGTH)))
      this.#onBeginning()
    }, TICK_MS)
    response.on('close', () => clearInterval(tick))
  }
}

function event(content: string): string {
  const choices = [{ index: 0, delta: { content }, finish_reason: null }]
  return `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', model: 'fast', choices })}\n\n`
}
