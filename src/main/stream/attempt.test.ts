import { describe, expect, it } from 'vitest'
import type { Fault } from '../../shared/fault'
import { done, event, finish, playRun, settle, text, type Play, type Step } from './play-run.fixture'
import type { Send } from './ports'
import type { RunResult } from './run'

const faultOf = ({ outcome }: RunResult): Fault | null => ('fault' in outcome ? outcome.fault : null)
const comment = Buffer.from(': still thinking\n\n')
const repeat = (count: number, ...steps: readonly Step[]): Step[] => Array.from({ length: count }, () => steps).flat()

type Played = RunResult & { readonly play: Play }

async function played(steps: readonly Step[], headers: Record<string, string> = {}): Promise<Played> {
  const play = playRun([{ steps, headers }])
  return { ...(await play.finish()), play }
}

describe('silence', () => {
  it('is not waited out for ever before the headers', async () => {
    const send: Send = () => new Promise(() => undefined)
    const play = playRun([], { send, limits: { connectMs: 3_000 } })
    expect(faultOf(await play.finish())?.kind).toBe('timeout_connect')
    expect(play.clock.now()).toBe(3_000)
  })

  it('has a limit before the first event and another one between events', async () => {
    const early = playRun([{ steps: ['stall'] }], { limits: { firstEventMs: 2_000, idleMs: 1 } })
    expect(faultOf(await early.finish())?.kind).toBe('timeout_first_byte')
    expect(early.clock.now()).toBe(2_000)
    const late = playRun([{ steps: [text('a'), 'stall'] }], { limits: { firstEventMs: 1, idleMs: 4_000 } })
    expect(faultOf(await late.finish())?.kind).toBe('timeout_idle')
    expect([late.clock.now(), late.content.text]).toEqual([4_000, 'a'])
  })

  it('is broken by comments', async () => {
    const thinking = repeat(20, { waitMs: 900 }, comment)
    const play = playRun([{ steps: [...thinking, text('a'), ...thinking, finish(), done] }], {
      limits: { firstEventMs: 1_000, idleMs: 1_000 }
    })
    expect((await play.finish()).outcome.kind).toBe('ended')
  })

  it('may last for ever where the limits are 0', async () => {
    const steps = [{ waitMs: 3_600_000 }, text('a'), { waitMs: 3_600_000 }, finish(), done]
    const play = playRun([{ steps }], { limits: { connectMs: 0, firstEventMs: 0, idleMs: 0 } })
    expect((await play.finish()).outcome.kind).toBe('ended')
  })
})

describe('a proxy that buffers', () => {
  it('brings late bursts: no fault, and figures that say what was seen', async () => {
    const burst = Buffer.concat(Array.from({ length: 100 }, () => text('word')))
    const steps = [{ waitMs: 8_000 }, burst, { waitMs: 9_000 }, burst, finish(), done]
    const { play, ...result } = await played(steps)
    expect([result.outcome.kind, play.content.text.length, play.requests.length]).toEqual(['ended', 800, 1])
    expect(result.stats).toMatchObject({ chunks: 200, tokens: 200, firstTokenMs: 8_000, longestStallMs: 9_000 })
    expect(result.stats.tokensPerSecond).toBeCloseTo(200 / 9)
    expect(result.stats.perSecond).toEqual([100, 0, 0, 0, 0, 0, 0, 0, 0, 100])
  })

  it('may hold back everything to the end', async () => {
    const all = Buffer.concat([...Array.from({ length: 100 }, () => text('word')), finish(), done])
    const { stats, outcome } = await played([{ waitMs: 9_000 }, all])
    expect(outcome.kind).toBe('ended')
    expect(stats).toMatchObject({ chunks: 100, tokens: 100, firstTokenMs: 9_000 })
    expect(stats).toMatchObject({ tokensPerSecond: null, perSecond: [100] })
  })
})

describe('the end', () => {
  it('does not wait for a server that keeps the connection open', async () => {
    const afterDone = await played([text('a'), finish(), done, 'stall'])
    expect([afterDone.outcome.kind, afterDone.play.clock.now()]).toEqual(['ended', 100])
    const afterFinish = await played([text('a'), finish('length'), 'stall'])
    expect(afterFinish.outcome).toMatchObject({ kind: 'ended', finish: 'length' })
    expect(afterFinish.play.clock.now()).toBe(2_000)
  })

  it('is not put off by comments after the finish reason', async () => {
    const ended = await played([text('a'), finish(), ...repeat(1_000, { waitMs: 500 }, comment)])
    expect([ended.outcome.kind, ended.play.clock.now()]).toEqual(['ended', 2_000])
  })

  it('is not put off by anything after [DONE]', async () => {
    const ended = await played([text('a'), finish(), done, ...repeat(1_000, { waitMs: 50 }, text('EVIL'))])
    expect([ended.play.content.text, ended.play.clock.now()]).toEqual(['a', 100])
  })

  it('keeps a finished answer whatever becomes of the connection then', async () => {
    const ended = await played([text('a'), finish(), { fault: 'network_reset' }])
    expect(ended.outcome).toEqual({ kind: 'ended', finish: 'stop', rawFinish: 'stop' })
  })

  it('waits for the usage that follows the finish reason', async () => {
    const usage = event({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 } })
    const ended = await played([text('a'), finish(), { waitMs: 1_500 }, usage, 'stall'])
    expect(ended.usage).toEqual({ prompt: 3, completion: 5, total: 8 })
    expect(ended.stats).toMatchObject({ tokens: 5, tokensExact: true })
  })

  it('gives out what was held for a tag that never came', async () => {
    const ended = await played([text('<thi'), finish(), 'stall'])
    expect(ended.play.content.text).toBe('<thi')
  })
})

describe('what is no answer', () => {
  it.each<[string, readonly Step[], Record<string, string>, string]>([
    ['a page', [Buffer.from('<!DOCTYPE html><p>Login')], { 'content-type': 'text/html' }, 'html_response'],
    ['a page in disguise', [Buffer.from('\n  <html>')], {}, 'html_response'],
    ['a picture', [Buffer.from('data: x\n\n')], { 'content-type': 'image/png' }, 'bad_content_type'],
    ['plain words', [Buffer.from('Hello, this is a server.\n\n')], { 'content-type': 'text/plain' }, 'bad_content_type'],
    ['nothing', [], {}, 'empty_response'],
    ['only [DONE]', [done], {}, 'empty_response'],
    ['JSON of another kind', [Buffer.from('{"hello":1}')], { 'content-type': 'application/json' }, 'empty_response'],
    ['JSON that says why', [Buffer.from('{"detail":"no"}')], { 'content-type': 'application/json' }, 'provider_error'],
    ['JSON that is cut', [Buffer.from('{"choices":[{"mess')], { 'content-type': 'application/json' }, 'truncated'],
    ['an error event', [Buffer.from('event: error\ndata: overloaded\n\n')], {}, 'provider_error'],
    ['an error as JSON', [Buffer.from('{"error":{"message":"no","code":401}}')], {}, 'auth'],
    ['an error in a list', [Buffer.from('[{"error":{"message":"no","code":429}}]')], {}, 'rate_limit']
  ])('%s', async (_, steps, headers, kind) => {
    const result = await played(steps, headers)
    expect(faultOf(result)?.kind).toBe(kind)
    expect(result.play.content.text).toBe('')
  })
})

describe('an answer in another form', () => {
  const whole = { choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }] }
  it.each([
    ['whole JSON', JSON.stringify(whole)],
    ['whole JSON on many lines', JSON.stringify(whole, null, 2)],
    ['whole JSON without a finish reason', '{"choices":[{"message":{"content":"Hello"}}]}'],
    ['one JSON per line', '{"choices":[{"delta":{"content":"Hel"}}]}\n{"choices":[{"delta":{"content":"lo"},"finish_reason":"stop"}]}\n'],
    ['an event stream after blank lines', `\n\r\n\ufeff\n\ndata: ${JSON.stringify(whole)}\n\n`]
  ])('%s', async (_, body) => {
    for (const size of [1_000, 1]) {
      const bytes = Buffer.from(body)
      const count = Math.ceil(bytes.length / size)
      const steps = Array.from({ length: count }, (_, at) => bytes.subarray(at * size, (at + 1) * size))
      const result = await played(steps, { 'content-type': 'application/json' })
      expect([result.play.content.text, result.outcome]).toMatchObject(['Hello', { kind: 'ended', finish: 'stop' }])
    }
  })
})

describe('a refused request', () => {
  it('never repeats the key of the request', async () => {
    const key = 'my.own/secret+key'
    const headers = { authorization: `Bearer ${key}`, 'x-custom': 'another-secret' }
    const body = JSON.stringify({ error: { message: `no such key: ${key} (another-secret, Bearer ${key})` } })
    const play = playRun([{ status: 401, steps: [Buffer.from(body)] }], { headers })
    const message = faultOf(await play.finish())?.message ?? ''
    expect(message).not.toContain('secret')
    expect(message).toContain('no such key: [key]')
  })

  it('is not read to the end of a body that has none', async () => {
    const endless = playRun([{ status: 500, steps: repeat(100_000, Buffer.alloc(1_024, 'x')) }])
    expect(faultOf(await endless.finish())?.message.length).toBeLessThanOrEqual(2_000)
    const silent = playRun([{ status: 503, steps: [Buffer.from('busy'), 'stall'] }])
    expect(faultOf(await silent.finish())).toEqual({ kind: 'server_error', message: 'busy', httpStatus: 503 })
    expect(silent.clock.now()).toBe(5_000)
  })

  it('is read as far as 64 KiB', async () => {
    let read = 0
    const body = async function* (): AsyncGenerator<Uint8Array> {
      for (; read < 1_000; read++) yield Buffer.alloc(1_024, 'x')
    }
    const play = playRun([], { send: () => Promise.resolve({ status: 500, headers: new Map(), body: body() }) })
    await play.finish()
    expect(read).toBeGreaterThanOrEqual(63)
    expect(read).toBeLessThanOrEqual(65)
  })
})

it('closes the wire after every kind of end', async () => {
  for (const steps of [[text('a'), finish(), done], [text('a'), 'stall'], [Buffer.from('<html>')], ['stall']] as const) {
    const signals: AbortSignal[] = []
    const play = playRun([], {
      send: (_, signal) => {
        signals.push(signal)
        return Promise.resolve({ status: 200, headers: new Map(), body: bodyOf(steps) })
      }
    })
    await play.finish()
    await settle()
    expect(signals.map((signal) => signal.aborted)).toEqual([true])
    expect(play.clock.waiting).toBe(0)
  }
})

async function* bodyOf(steps: readonly Step[]): AsyncGenerator<Uint8Array> {
  for (const step of steps) {
    if (step instanceof Uint8Array) yield step
    else await new Promise(() => undefined)
  }
}
