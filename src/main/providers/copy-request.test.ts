import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KeySource, Provider } from '../../shared/domain/provider'
import type { RequestForm } from '../../shared/ipc/chat-calls'
import { copyRequest } from './copy-request'

const run = promisify(execFile)
const FORMS: readonly RequestForm[] = ['curl', 'python', 'js-openai', 'js-fetch']
const REPLY = ['Hel', 'lo ', '你好'].map((content) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)

let server: Server
let folder = ''
let got: { url: string; headers: IncomingHttpHeaders; body: string } | null = null

beforeAll(async () => {
  console.log('the `openai` package for Python is not installed here: Python copies run with the stand-in in providers/stand-in')
  // Inside the project, so that a copied `import OpenAI from 'openai'` finds the package.
  await mkdir('node_modules/.cache', { recursive: true })
  folder = await mkdtemp(resolve('node_modules/.cache/copy-request-'))
  server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      got = { url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() }
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(`${REPLY.join('')}data: {"choices":[],"usage":{"total_tokens":3}}\n\ndata: [DONE]\n\n`)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

type Owner = Pick<Provider, 'preset' | 'name' | 'keySource' | 'headers'>
const owner = (more: Partial<Owner> = {}): Owner => ({
  preset: 'megallm',
  name: 'MegaLLM',
  keySource: { kind: 'stored' },
  headers: [],
  ...more
})
const url = (query = ''): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat/completions${query}`

async function pasted(text: string, form: RequestForm, variables: Record<string, string>, shell = 'bash'): Promise<string> {
  const env = { PATH: process.env['PATH'], HOME: folder, PYTHONPATH: resolve('src/main/providers/stand-in'), ...variables }
  const options = { env, cwd: folder, timeout: 15_000 }
  got = null
  if (form === 'curl') {
    await writeFile(join(folder, 'copy.sh'), text)
    return (await run(shell, ['copy.sh'], options)).stdout
  }
  const [program, name] = form === 'python' ? (['python3', 'copy.py'] as const) : ([process.execPath, 'copy.mjs'] as const)
  await writeFile(join(folder, name), text)
  return (await run(program, [name], options)).stdout
}

const HOSTILE = [
  `it's "quoted" 'twice' and '''thrice''' and """more"""`,
  'a\\b \\n is no newline \\\\ \\u0041 \\\' \\" trailing \\',
  'line one\nline two\r\nline three\ttab',
  '$(touch pwned) `touch pwned` ${HOME} $HOME !! !$ \\$(touch pwned)',
  "'; touch pwned; '",
  "' + require('fs') + '",
  '${process.exit(3)} {0} %s %(x)s #{x}',
  '\u4f60\u597d \ud83d\ude00 \u0000\u0007\u001b[31m \u2028\u2029 \u202eabc\u202c \ufeff \u00ad',
  'END_OF_BODY\nEND_OF_BODY',
  '</script><!-- --> */ // # --',
  '~ * ? [a-z] {a,b} < > | & ; \u00a0'
]

const body = (texts: readonly string[]): object => ({
  model: 'a/model-1:free',
  messages: [
    { role: 'system', content: texts.join('\n') },
    ...texts.map((content) => ({ role: 'user', content })),
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '{"a":"\\"\'"}' } }]
    },
    { role: 'tool', tool_call_id: '1', content: '' }
  ],
  stream: true,
  stream_options: { include_usage: true },
  temperature: 0.3,
  max_tokens: 20,
  tools: [{ type: 'function', function: { name: 'f', parameters: { properties: {}, required: [], additionalProperties: false } } }],
  continue_final_message: true,
  nothing: null
})

describe.each(FORMS)('copied as %s', (form) => {
  it('sends the stored body and the key of the variable, and prints the answer', async () => {
    const text = copyRequest({ url: url(), body: body(['Hi']) }, owner(), form)
    const printed = await pasted(text, form, { MEGALLM_API_KEY: 'sk-test' })
    expect(JSON.parse(got?.body ?? '')).toEqual(body(['Hi']))
    expect(got).toMatchObject({ url: '/v1/chat/completions', headers: { authorization: 'Bearer sk-test' } })
    expect(got?.headers['content-type']).toMatch(/^application\/json/)
    expect(printed).toContain(form === 'curl' ? REPLY.join('') : 'Hello 你好')
  })

  it('carries whatever a message holds, and runs none of it', async () => {
    const text = copyRequest({ url: url(), body: body(HOSTILE) }, owner(), form)
    await pasted(text, form, { MEGALLM_API_KEY: 'k' })
    expect(JSON.parse(got?.body ?? '')).toEqual(body(HOSTILE))
    await expect(run('ls', [join(folder, 'pwned')])).rejects.toThrow()
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u2028\u202e\ufeff]/)
  })

  it('carries a body larger than an argument may be', async () => {
    const long = body(["it's $(long)\n".repeat(20_000)])
    await pasted(copyRequest({ url: url(), body: long }, owner(), form), form, { MEGALLM_API_KEY: 'k' })
    expect(JSON.parse(got?.body ?? '')).toEqual(long)
  })

  it('takes headers and query along, but no secret in them', async () => {
    const headers = [
      { name: 'X-Title', value: `Rill's "own" \\ $HOME` },
      { name: 'X-Api-Key', value: 'secret-1' },
      { name: 'X-Route', value: 'sk-0123456789abcdef' }
    ]
    const copied = copyRequest({ url: url('?api-version=1&sig=secret-2&x=a%20b'), body: body(['Hi']) }, owner({ headers }), form)
    expect(copied).not.toMatch(/secret-|0123456789/)
    await pasted(copied, form, { MEGALLM_API_KEY: 'k', X_API_KEY: 'one', X_ROUTE: 'two', SIG: 'three' })
    expect(got?.headers).toMatchObject({ 'x-title': `Rill's "own" \\ $HOME`, 'x-api-key': 'one', 'x-route': 'two' })
    expect(Object.fromEntries(new URL(got?.url ?? '', 'http://x').searchParams)).toEqual({ 'api-version': '1', sig: 'three', x: 'a b' })
  })

  it('asks for no key where the provider needs none', async () => {
    const copied = copyRequest({ url: url(), body: body(['Hi']) }, owner({ preset: 'ollama', keySource: { kind: 'none' } }), form)
    expect(copied).not.toContain('API_KEY')
    await pasted(copied, form, {})
    expect(JSON.parse(got?.body ?? '')).toEqual(body(['Hi']))
  })
})

it.each(['dash', 'zsh', 'fish'])('copied as curl also runs in %s', async (shell) => {
  const there = await run('which', [shell]).then(() => true, () => false)
  if (!there) return console.log(`skipped: ${shell} is not installed`)
  await pasted(copyRequest({ url: url(), body: body(HOSTILE) }, owner(), 'curl'), 'curl', { MEGALLM_API_KEY: 'k' }, shell)
  expect(JSON.parse(got?.body ?? '')).toEqual(body(HOSTILE))
})

it('keeps a schema that names __proto__', async () => {
  const odd: object = JSON.parse('{"model":"m","messages":[],"stream":true,"tools":[{"__proto__":{"a":1}}]}')
  await pasted(copyRequest({ url: url(), body: odd }, owner(), 'js-fetch'), 'js-fetch', { MEGALLM_API_KEY: 'k' })
  expect(got?.body).toContain('"__proto__"')
})

it.each<[KeySource, Provider['preset'], string, string]>([
  [{ kind: 'stored' }, 'openrouter', 'OpenRouter', 'OPENROUTER_API_KEY'],
  [{ kind: 'stored' }, 'custom', 'My server 2', 'MY_SERVER_2_API_KEY'],
  [{ kind: 'stored' }, 'custom', '我的服务', 'API_KEY'],
  [{ kind: 'stored' }, 'custom', '9 lives', '_9_LIVES_API_KEY'],
  [{ kind: 'environment', variable: 'WORK_KEY' }, 'openai', 'OpenAI', 'WORK_KEY'],
  [{ kind: 'environment', variable: 'X"; rm -rf ~; "' }, 'openai', 'OpenAI', 'OPENAI_API_KEY']
])('names the variable of %j for %s "%s" %s', (keySource, preset, name, variable) => {
  for (const form of FORMS) {
    const text = copyRequest({ url: url(), body: {} }, owner({ keySource, preset, name }), form)
    expect(text).toContain(variable)
    expect(text).not.toContain('rm -rf')
  }
})
