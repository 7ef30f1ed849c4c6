import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answerFor } from './answer-for'
import { readDemoAsk, type DemoAsk } from './demo-ask'
import { DEMO_MODELS } from './demo-models'
import { pieces } from './pieces'
import { streamAnswer, wholeAnswer, type Delivery } from './stream-answer'

export interface DemoServer {
  /** With the version segment, as a provider's base URL has it. */
  readonly baseUrl: string
  /** Cuts what is still streaming. */
  close(): Promise<void>
}

/**
 * Node looks every 30 seconds for requests that never end, also when there is none. No timer can be set for longer than
 * this; a connection on which nothing goes on has one of its own.
 */
const NEVER_MS = 2 ** 31 - 1
const SILENT_MS = 5 * 60_000
// Questions may bring images.
const MAX_BODY_BYTES = 64 << 20
const CREATED_SECONDS = 1_750_000_000

/** Starts the built-in provider on a free loopback port. `instant` leaves the waits out, for tests. */
export async function startDemoServer(options: { pace?: 'real' | 'instant' } = {}): Promise<DemoServer> {
  const real = options.pace !== 'instant'
  const server = createServer({ connectionsCheckingInterval: NEVER_MS }, (request, response) => {
    answer(request, response, real).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  server.setTimeout(SILENT_MS)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the demo server has no port')
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, real: boolean): Promise<void> {
  const path = (request.url ?? '').split('?')[0]
  if (!isOwnMachine(request)) return refuse(response, 403, 'The demo answers only programs on this machine.', null)
  if (path === '/v1/models' && request.method === 'GET') return sendJson(response, 200, modelList())
  if (path !== '/v1/chat/completions') return refuse(response, 404, `There is nothing at ${path}.`, null)
  if (request.method !== 'POST') return refuse(response, 405, 'Chat requests are sent with POST.', null)
  const body = await readBody(request)
  if (body === null) return refuse(response, 413, 'The request is larger than the demo takes.', null)
  const ask = readDemoAsk(parse(body))
  if (!ask) return refuse(response, 400, 'The request has no model or no messages.', null)
  await reply(response, ask, real)
}

async function reply(response: ServerResponse, ask: DemoAsk, real: boolean): Promise<void> {
  const model = DEMO_MODELS.find(({ id }) => id === ask.model)
  if (!model) return refuse(response, 404, `The model \`${ask.model.slice(0, 100)}\` does not exist.`, 'model_not_found')
  const chosen = answerFor(ask, model)
  const promptTokens = ask.messages.reduce((sum, message) => sum + pieces(message.text).length + 3, 0)
  const delivery: Delivery = {
    head: { id: `chatcmpl-demo-${ask.messages.length}`, created: CREATED_SECONDS, model: model.id },
    promptTokens,
    includeUsage: ask.includeUsage,
    wait: (ms) => (real ? pause(response, ms) : Promise.resolve())
  }
  if (ask.stream) return streamAnswer(response, chosen, delivery)
  sendJson(response, 200, wholeAnswer(chosen, delivery))
}

/** Any web page could call a loopback port; a page's request carries an origin, or a host name of its own choosing. */
function isOwnMachine(request: IncomingMessage): boolean {
  if (request.headers.origin !== undefined) return false
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(request.headers.host ?? '')
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue
    bytes += part.length
    if (bytes > MAX_BODY_BYTES) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Answered as a request without model and messages, which it is.
    return null
  }
}

function pause(response: ServerResponse, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      response.off('close', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    response.once('close', done)
  })
}

function modelList(): object {
  const data = DEMO_MODELS.map(({ id }) => ({ id, object: 'model', created: CREATED_SECONDS, owned_by: 'rill' }))
  return { object: 'list', data }
}

function refuse(response: ServerResponse, status: number, message: string, code: string | null): void {
  const type = status === 403 ? 'permission_error' : 'invalid_request_error'
  sendJson(response, status, { error: { message, type, param: null, code } })
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}
