import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request to `/chat/completions` that waits for the test to say what is answered. */
export interface OpenRequest {
  readonly authorization: string | undefined
  readonly body: ChatBody
  /** Resolves when the other side has closed the connection or the answer is complete. */
  readonly closed: Promise<void>
  /** Sends a piece of the answer at once. */
  say(text: string): void
  reason(text: string): void
  callTool(index: number, call: { id?: string; name?: string; arguments: string }): void
  finish(reason?: string): void
  /** Cuts the connection in mid-stream. */
  cut(): void
  refuse(status: number, message: string, headers?: Readonly<Record<string, string>>): void
}

export interface ChatBody {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: string | null }[]
}

/** A provider on the loopback whose every word the test speaks; nothing happens by time. */
export class SteeredProvider {
  readonly #server: Server
  readonly #arrived: OpenRequest[] = []
  readonly #waiting: ((request: OpenRequest) => void)[] = []
  readonly requests: OpenRequest[] = []

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(): Promise<SteeredProvider> {
    const server = createServer()
    const provider = new SteeredProvider(server)
    server.on('request', (request, response) => void provider.#answer(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return provider
  }

  get baseUrl(): string {
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}/v1`
  }

  /** The next question that arrives, or the oldest that has and was not taken yet. */
  next(): Promise<OpenRequest> {
    const arrived = this.#arrived.shift()
    return arrived ? Promise.resolve(arrived) : new Promise((resolve) => this.#waiting.push(resolve))
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.endsWith('/models')) {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'steered', object: 'model' }] }))
      return
    }
    let text = ''
    for await (const part of request) text += String(part)
    const open = openRequest(request, JSON.parse(text) as ChatBody, response)
    this.requests.push(open)
    const taker = this.#waiting.shift()
    if (taker) taker(open)
    else this.#arrived.push(open)
  }
}

function openRequest(request: IncomingMessage, body: ChatBody, response: ServerResponse): OpenRequest {
  const closed = new Promise<void>((resolve) => response.on('close', resolve))
  const send = (delta: object, finish: string | null = null): void => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' })
    const choices = [{ index: 0, delta, finish_reason: finish }]
    response.write(`data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', model: body.model, choices })}\n\n`)
  }
  return {
    authorization: request.headers.authorization,
    body,
    closed,
    say: (content) => send({ content }),
    reason: (text) => send({ reasoning_content: text }),
    callTool: (index, { id, name, arguments: text }) =>
      send({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: text } }] }),
    finish: (reason = 'stop') => {
      send({}, reason)
      response.end('data: [DONE]\n\n')
    },
    cut: () => response.destroy(),
    refuse: (status, message, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify({ error: { message } }))
    }
  }
}
