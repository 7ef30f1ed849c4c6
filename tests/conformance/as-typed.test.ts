import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { AskResult } from '../../src/main/cli/ask-result'
import { startProviderServer, type ProviderServer } from '../provider-server/provider-server'
import { commandEngine } from './command-engine'
import { conformanceCases } from './conformance-case'
import { OWN_CASES } from './own-cases'
import { playCase } from './play-case'

const ASK = resolve(import.meta.dirname, '../../scripts/ask.mjs')
const INSPECT = resolve(import.meta.dirname, '../../scripts/inspect.mjs')
/** The first command builds the app when it is not built from these sources. */
const BUILD_LIMIT_MS = 6 * 60_000

const NAMES = ['baseline-openai', 'reset-mid-stream', 'http-401', 'brotli-stream', 'stop in mid-stream', 'an event of one megabyte', 'a connection that stays open after [DONE]']
const cases = [...conformanceCases(), ...OWN_CASES].filter((one) => NAMES.includes(one.name))
const baseline = cases.find((one) => one.name === 'baseline-openai')

let server: ProviderServer
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rill-as-typed-'))
  await writeFile(join(folder, 'nothing.sse'), '')
  await promisify(execFile)(process.execPath, [INSPECT, join(folder, 'nothing.sse')])
  server = await startProviderServer()
}, BUILD_LIMIT_MS)
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

const engines = inject('appCommand') ? ['node', 'app'] : ['node']

describe.each(engines)('npm run ask -- --engine %s', (name) => {
  const command = [process.execPath, ASK, '--engine', name]
  const engine = commandEngine({ name, http2: name === 'app', command, env: { DISPLAY: inject('display') } })
  const ask = (...args: readonly string[]) => engine.start(args, {}).ended

  it.for(cases)('$name', async (one) => {
    const outcome = await playCase(one, server, engine)
    expect(outcome.problems, outcome.ended.stderr).toEqual([])
  })

  it('prints only JSON, numbered, the result last', async () => {
    const { stdout, stderr, code } = await ask('--json', 'hello')
    const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { seq?: number; type: string })
    expect(code).toBe(0)
    expect(lines.slice(0, -1).map(({ seq }) => seq)).toEqual(lines.slice(1).map((_, at) => at))
    const result = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as AskResult
    expect(result).toMatchObject({ type: 'result', finish: 'stop', fault: null, stats: { attempts: 1, tokensExact: true } })
    expect(result.text.length).toBeGreaterThan(20)
    expect(stderr).toMatch(/^stop · \d+ tokens/m)
  })

  it('streams the bare text without --json and says what went wrong on standard error', async () => {
    if (!baseline) throw new Error('no baseline case')
    const played = await server.play(baseline)
    const plain = await ask('--base-url', played.baseUrl, 'hello')
    expect(plain).toMatchObject({ code: 0, stdout: 'Hello\n' })
    const gone = await startProviderServer()
    const { baseUrl } = await gone.play(baseline)
    await gone.close()
    const refused = await ask('--base-url', baseUrl, '--max-retries', '0', 'hello')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(/cannot be reached/)
  })

  it('sends what it is told to and records what comes back', async () => {
    if (!baseline) throw new Error('no baseline case')
    const played = await server.play(baseline)
    const tools = [{ type: 'function', function: { name: 'now', strict: true, parameters: { type: 'object' } } }]
    await writeFile(join(folder, 'tools.json'), JSON.stringify(tools))
    const record = join(folder, `${name}.sse`)
    const options = ['--system', 'Be brief.', '--temperature', '0.3', '--model', 'm', '--tools', join(folder, 'tools.json')]
    await ask('--base-url', played.baseUrl, ...options, '--record', record, 'hello')
    expect(await readFile(record, 'utf8')).toBe(baseline.body)
    const [request] = played.requests
    expect(request?.headers).toMatchObject({ 'accept-encoding': expect.stringMatching(/^identity/) as string })
    expect(request?.headers['authorization']).toBeUndefined()
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      model: 'm',
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.3,
      tools,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'hello' }
      ]
    })
  })

  it.for([
    [[]],
    [['a', 'b']],
    [['--temperature', 'warm', 'a']],
    [['--max-retries', '1.5', 'a']],
    [['--nonsense', 'a']],
    [['--engine', 'steam', 'a']],
    [['--base-url', 'http://127.0.0.1:99999/v1', 'a']],
    [['--key-env', 'RILL_NO_SUCH_KEY', 'a']],
    [['--tools', '/does/not/exist.json', 'a']]
  ])('refuses wrong usage with exit code 2: %j', async ([args = []]) => {
    const { code, stdout, stderr } = await ask(...args)
    expect(code, stderr).toBe(2)
    expect(stdout).toBe('')
  })
})
