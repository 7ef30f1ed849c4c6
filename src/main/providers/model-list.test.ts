import { afterEach, expect, it } from 'vitest'
import type { Fault } from '../../shared/fault'
import { faultOf } from '../fault-error'
import { findLocal, LOCAL_PLACES } from './find-local'
import { MAX_REPLY_BYTES } from './get-json'
import { listModels, readModels } from './model-list'
import { plainPorts } from './plain-send.fixture'
import { testServer, type TestServer } from './test-server.fixture'

const open: TestServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

async function serving(...given: Parameters<typeof testServer>): Promise<string> {
  const server = await testServer(...given)
  open.push(server)
  return `${server.origin}/v1`
}

const list = (baseUrl: string, limitMs?: number): ReturnType<typeof listModels> =>
  listModels({ baseUrl, headers: [] }, 'k', plainPorts, limitMs)
const refusal = async (asked: Promise<unknown>): Promise<Fault> => asked.then(() => expect.fail('resolved'), faultOf)

it.each([
  [{ object: 'list', data: [{ id: 'b' }, { id: 'a' }] }],
  [{ models: [{ name: 'b' }, { model: 'a' }] }],
  [{ models: ['b', 'a'] }],
  [[{ id: 'b' }, { id: 'a' }]],
  [['b', 'a', '', 'b', 7, null, { id: 3 }]]
])('reads %j', (reply) => {
  expect(readModels(reply)).toEqual([{ id: 'b' }, { id: 'a' }])
})

it.each([[{}], [null], ['x'], [{ data: { id: 'a' } }]])('finds no list in %j', (reply) => {
  expect(() => readModels(reply)).toThrow('protocol')
})

it('asks for the list with the key', async () => {
  let asked = ''
  const baseUrl = await serving((request, response) => {
    asked = `${request.method} ${request.url} ${request.headers.authorization}`
    response.end('{"data":[{"id":"a"}]}')
  })
  expect(await list(baseUrl)).toEqual([{ id: 'a' }])
  expect(asked).toBe('GET /v1/models Bearer k')
})

it.each([
  [401, '{"error":{"message":"Incorrect API key"}}', 'auth'],
  [404, '<html>not here</html>', 'not_found'],
  [200, '<!doctype html><p>Welcome', 'html_response'],
  [200, 'hello', 'decode'],
  [503, '', 'server_error']
] as const)('says what a %i with %j is', async (status, body, kind) => {
  const baseUrl = await serving((_, response) => response.writeHead(status).end(body))
  expect(await refusal(list(baseUrl))).toMatchObject({ kind, httpStatus: status })
})

it('stops at 8 MiB and closes the socket', async () => {
  let poured = 0
  let closed = (): void => undefined
  const whenClosed = new Promise<void>((resolve) => (closed = resolve))
  const baseUrl = await serving((_, response) => {
    const block = Buffer.alloc(1 << 20, ' ')
    const pour = (): void => {
      do poured += block.length
      while (!response.destroyed && response.write(block))
    }
    response.on('drain', pour).on('close', closed)
    pour()
  })
  expect(await refusal(list(baseUrl))).toMatchObject({ kind: 'overflow' })
  await whenClosed
  // What the sockets hold on both sides comes on top.
  expect(poured).toBeLessThan(4 * MAX_REPLY_BYTES)
})

it('does not wait for ever: neither for the head nor for the rest', async () => {
  const silent = await serving(() => undefined)
  expect(await refusal(list(silent, 50))).toMatchObject({ kind: 'timeout_connect' })
  const halting = await serving((_, response) => response.write('{"data":['))
  expect(await refusal(list(halting, 50))).toMatchObject({ kind: 'timeout_connect' })
})

it('probes the presets\' loopback ports and no others', () => {
  expect(LOCAL_PLACES).toEqual([
    { preset: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1' },
    { preset: 'lmstudio', baseUrl: 'http://127.0.0.1:1234/v1' },
    { preset: 'llamacpp', baseUrl: 'http://127.0.0.1:8080/v1' },
    { preset: 'vllm', baseUrl: 'http://127.0.0.1:8000/v1' }
  ])
})

it('finds the servers that are there, once each', async () => {
  const ollama = await serving((_, response) => response.end('{"data":[{"id":"qwen3"}]}'))
  const locked = await serving((_, response) => response.writeHead(401).end('{}'))
  const website = await serving((_, response) => response.end('<!doctype html>'))
  const places = [
    { preset: 'ollama', baseUrl: ollama },
    { preset: 'lmstudio', baseUrl: ollama },
    { preset: 'vllm', baseUrl: locked },
    { preset: 'llamacpp', baseUrl: website },
    { preset: 'llamacpp', baseUrl: 'http://127.0.0.1:1/v1' },
    { preset: 'llamacpp', baseUrl: 'http://models.example/v1' }
  ] as const
  expect(await findLocal(plainPorts, places)).toEqual([
    { preset: 'ollama', baseUrl: ollama, models: [{ id: 'qwen3' }] },
    { preset: 'vllm', baseUrl: locked, models: [] }
  ])
})
