import { afterEach, expect, it } from 'vitest'
import type { RequestListener } from 'node:http'
import type { ProviderId } from '../../shared/domain/ids'
import type { ProviderQuirks } from '../../shared/domain/provider'
import type { ProviderTest } from '../../shared/ipc/provider-calls'
import { startDemoServer } from '../demo/demo-server'
import { plainPorts } from './plain-send.fixture'
import { newProvider, presetOf, PRESETS, presetsWithDemo } from './presets'
import { testProvider } from './test-provider'
import { testServer, type TestServer } from './test-server.fixture'

const open: Pick<TestServer, 'close'>[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

const test = (baseUrl: string, model = 'demo', key: string | null = null): Promise<ProviderTest> =>
  testProvider(newProvider(presetOf('custom'), 'p' as ProviderId, { baseUrl }), key, model, plainPorts)

async function serving(answer: RequestListener): Promise<string> {
  const server = await testServer(answer)
  open.push(server)
  return `${server.origin}/v1`
}

async function demo(): Promise<string> {
  const server = await startDemoServer({ pace: 'instant' })
  open.push(server)
  return server.baseUrl
}

it('hears the first words of a provider that works', async () => {
  expect(await test(await demo())).toMatchObject({
    ok: true,
    model: 'demo',
    text: expect.stringContaining('Your question arrived whole'),
    firstTokenMs: expect.any(Number)
  })
})

it('tells a wrong model, a wrong path, a wrong key and a web page apart', async () => {
  const base = await demo()
  const noModel = await test(base, 'gpt-9')
  expect(noModel).toMatchObject({ ok: false, fault: { kind: 'not_found', message: expect.stringContaining('gpt-9') } })
  expect(await test(base.replace('/v1', ''))).toMatchObject({ ok: false, fault: { kind: 'not_found', httpStatus: 404 } })
  const locked = await serving((_, response) => response.writeHead(401).end('{"error":{"message":"Incorrect API key"}}'))
  expect(await test(locked, 'm', 'wrong')).toMatchObject({ ok: false, fault: { kind: 'auth', httpStatus: 401 } })
  const website = await serving((_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html>'))
  expect(await test(website)).toMatchObject({ ok: false, fault: { kind: 'html_response' } })
})

it('says when nobody is there, and when there is nothing to ask', async () => {
  expect(await test('http://127.0.0.1:1/v1')).toMatchObject({ ok: false, fault: { kind: 'unreachable' } })
  const empty = newProvider(presetOf('custom'), 'p' as ProviderId)
  expect(await testProvider(empty, null, 'm', plainPorts)).toMatchObject({ ok: false, fault: { kind: 'bad_ask' } })
})

it('does not put the key into a fault that repeats it', async () => {
  const echo = await serving((request, response) => response.writeHead(401).end(`bad: ${request.headers.authorization}`))
  expect(JSON.stringify(await test(echo, 'm', 'my-secret-key'))).not.toContain('my-secret-key')
})

it('learns what the provider refuses while it is tested', async () => {
  let learned: ProviderQuirks | null = null
  const strict = await serving((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part)).on('end', () => {
      if (body.includes('stream_options')) return response.writeHead(422).end('{"detail":"stream_options: extra field"}')
      response.setHeader('content-type', 'text/event-stream')
      response.end('data: {"choices":[{"delta":{"content":"ready"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n')
    })
  })
  const provider = newProvider(presetOf('custom'), 'p' as ProviderId, { baseUrl: strict })
  const tested = await testProvider(provider, null, 'm', plainPorts, (quirks) => (learned = quirks))
  expect(tested).toMatchObject({ ok: true, text: 'ready' })
  expect(learned).toEqual({ noStreamOptions: true })
})

it('offers MegaLLM first, and fills in the demo\'s address', () => {
  expect(PRESETS.map(({ id }) => id)).toEqual([
    'megallm', 'openai', 'openrouter', 'deepseek', 'ollama', 'lmstudio', 'llamacpp', 'vllm', 'custom', 'demo'
  ])
  expect(presetOf('demo', presetsWithDemo('http://127.0.0.1:9/v1')).baseUrl).toBe('http://127.0.0.1:9/v1')
  expect(newProvider(presetOf('megallm'), 'p' as ProviderId)).toMatchObject({ name: 'MegaLLM', keySource: { kind: 'stored' } })
})
