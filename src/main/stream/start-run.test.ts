import { describe, expect, it } from 'vitest'
import type { RunNote } from '../../shared/ipc/frames'
import { FaultError } from '../fault-error'
import { finishWord } from './finish-word'
import { answer, broken, done, event, finish, long, playRun } from './play-run.fixture'
import { reset, settle, text, type Play, type Scripted } from './play-run.fixture'
import type { Network, Send } from './ports'
import { alwaysOnline } from './system-clock'

const reasoning = (words: string): Uint8Array => event({ choices: [{ delta: { reasoning_content: words } }] })
const toolPiece = (args: string, name?: string): Uint8Array =>
  event({ choices: [{ delta: { tool_calls: [{ index: 0, id: 'c1', function: { name, arguments: args } }] } }] })
const busy = (headers: Record<string, string> = {}): Scripted => ({ status: 429, headers, steps: [] })

const notes = (play: Play): RunNote[] => play.updates.flatMap((update) => (update.type === 'run-note' ? [update.note] : []))
const noteKinds = (play: Play): string[] => notes(play).map((note) => note.kind)
function note<K extends RunNote['kind']>(play: Play, kind: K): Extract<RunNote, { kind: K }>[] {
  return notes(play).filter((one): one is Extract<RunNote, { kind: K }> => one.kind === kind)
}
const ways = (play: Play): string[] => play.asked.map((asked) => asked.way)

describe('an answer in one attempt', () => {
  it('gives its notes and pieces in order', async () => {
    const play = playRun([answer('Hel', 'lo')])
    const result = await play.finish()
    expect(result.outcome).toEqual({ kind: 'ended', finish: 'stop', rawFinish: 'stop' })
    expect(play.updates.map((update) => (update.type === 'run-note' ? update.note.kind : update.type))).toEqual([
      'attempt-started',
      'text-delta',
      'text-delta',
      'attempt-ended'
    ])
    expect(play.content).toMatchObject({ text: 'Hello', attempts: [{ number: 1, way: 'first', fault: null }] })
    expect(play.clock.waiting).toBe(0)
  })

  it('says that events were skipped', async () => {
    const play = playRun([{ steps: [event('{broken'), text('ok'), event('17'), finish(), done] }])
    const result = await play.finish()
    expect([result.skippedEvents, play.content.skippedEvents, play.content.text]).toEqual([2, 2, 'ok'])
  })

  it('gives a tool call without an id one, and calls the finish by its name', async () => {
    const call = event({ choices: [{ delta: { tool_calls: [{ function: { name: 'now', arguments: '{}' } }] } }] })
    const play = playRun([{ steps: [call, finish('stop'), done] }])
    const result = await play.finish()
    expect(result.outcome).toEqual({ kind: 'ended', finish: 'tool_calls', rawFinish: 'stop' })
    expect(play.content.toolCalls).toEqual([{ id: expect.stringMatching(/^call_\w{10}$/), name: 'now', arguments: '{}' }])
  })
})

describe('what follows a fault', () => {
  it('asks the same again when nothing had come', async () => {
    const play = playRun([broken(), answer('here')], { maxRetries: 3 })
    const result = await play.finish()
    expect(ways(play)).toEqual(['first', 'repeat'])
    expect(noteKinds(play)).toEqual([
      'attempt-started',
      'attempt-ended',
      'retry-scheduled',
      'attempt-started',
      'attempt-ended'
    ])
    expect(result.outcome.kind).toBe('ended')
    expect(play.content.text).toBe('here')
  })

  it('asks the same again when only reasoning had come, and keeps the old reasoning', async () => {
    const play = playRun([{ steps: [reasoning('hm'), reset] }, { steps: [reasoning('so'), text('yes'), done] }], { maxRetries: 1 })
    await play.finish()
    expect(ways(play)).toEqual(['first', 'repeat'])
    expect(play.content).toMatchObject({ text: 'yes', reasoning: 'so', pastReasoning: ['hm'] })
  })

  it('goes on from the text, without repeating it', async () => {
    const play = playRun([broken(long), answer(long.slice(-40), ' again.')], { maxRetries: 3 })
    const result = await play.finish()
    expect(play.asked).toEqual([
      { way: 'first', partial: '' },
      { way: 'continue', partial: long }
    ])
    expect(play.content.text).toBe(`${long} again.`)
    expect(note(play, 'seam').map(({ seam }) => seam)).toEqual([
      { at: long.length, attempt: 2, of: 4, waitedMs: 1_000, trimmed: long.slice(-40) }
    ])
    expect(result.stats).toMatchObject({ attempts: 2, chunks: 3 })
  })

  it('sends the whole text with each further attempt', async () => {
    const play = playRun([broken('one '), broken('two '), answer('three')], { maxRetries: 3 })
    await play.finish()
    expect(play.asked.map((asked) => asked.partial)).toEqual(['', 'one ', 'one two '])
    expect(play.content.text).toBe('one two three')
    expect(play.content.seams.map((seam) => seam.at)).toEqual([4, 8])
  })

  it('drops a tool call that broke off inside its arguments', async () => {
    const whole = { steps: [toolPiece('{"q":1}', 'find'), finish('tool_calls'), done] }
    const play = playRun([{ steps: [toolPiece('{"q', 'find'), reset] }, whole], { maxRetries: 1 })
    await play.finish()
    expect(ways(play)).toEqual(['first', 'repeat'])
    expect(play.content.toolCalls).toEqual([{ id: 'c1', name: 'find', arguments: '{"q":1}' }])
  })

  it('drops it also after text, which stays', async () => {
    const whole = { steps: [toolPiece('{"q":1}', 'find'), finish('tool_calls'), done] }
    const play = playRun([{ steps: [text('Let me look. '), toolPiece('{"q', 'find'), reset] }, whole], { maxRetries: 1 })
    await play.finish()
    expect(ways(play)).toEqual(['first', 'continue'])
    expect(play.content).toMatchObject({ text: 'Let me look. ', toolCalls: [{ arguments: '{"q":1}' }] })
  })

  it.each([400, 401, 402, 403, 404, 413, 422])('does not ask again after %i', async (status) => {
    const play = playRun([{ status, steps: [] }, answer('x')], { maxRetries: 3 })
    const result = await play.finish()
    expect(play.requests).toHaveLength(1)
    expect([result.outcome.kind, finishWord(result)]).toEqual(['failed', 'error'])
  })

  it.each([429, 500, 502, 503, 529])('asks again after %i', async (status) => {
    const play = playRun([{ status, steps: [] }, answer('x')], { maxRetries: 1 })
    expect((await play.finish()).outcome.kind).toBe('ended')
  })

  it('is interrupted after text, failed without, once no attempt is left', async () => {
    const cut = playRun([broken('some')], { maxRetries: 2 })
    const result = await cut.finish()
    expect(cut.requests).toHaveLength(3)
    expect(result.outcome).toMatchObject({ kind: 'interrupted', fault: { kind: 'network_reset' } })
    expect(finishWord(result)).toBe('incomplete')
    const silent = await playRun([broken()], { maxRetries: 0 }).finish()
    expect(silent.outcome.kind).toBe('failed')
  })

  it('fails after text when the fault is final', async () => {
    const error = event({ error: { message: 'no money', code: 'insufficient_quota' } })
    const play = playRun([{ steps: [text('some'), error] }], { maxRetries: 3 })
    expect((await play.finish()).outcome).toMatchObject({ kind: 'failed', fault: { kind: 'quota' } })
    expect(play.content.text).toBe('some')
  })

  it('keeps what a refusal said and does not ask again', async () => {
    const refusal = event({ choices: [{ delta: { refusal: 'I cannot' } }] })
    const play = playRun([{ steps: [refusal, reset] }], { maxRetries: 3 })
    await play.finish()
    expect([play.requests.length, play.content.refusal]).toEqual([1, 'I cannot'])
  })

  it('reports what the wire refuses', async () => {
    const send: Send = () => Promise.reject(new FaultError({ kind: 'tls', message: 'bad certificate' }))
    const result = await playRun([], { send, maxRetries: 3 }).finish()
    expect(result.outcome).toEqual({ kind: 'failed', fault: { kind: 'tls', message: 'bad certificate' } })
  })
})

describe('the wait', () => {
  it('doubles from one second', async () => {
    const play = playRun([broken()], { maxRetries: 3 })
    await play.finish()
    expect(note(play, 'retry-scheduled').map(({ retry }) => [retry.attempt, retry.of, retry.waitMs])).toEqual([
      [2, 4, 1_000],
      [3, 4, 2_000],
      [4, 4, 4_000]
    ])
  })

  it('is at least what the provider asks for', async () => {
    const play = playRun([busy({ 'retry-after': '7' }), answer('x')], { maxRetries: 1 })
    await play.finish()
    const [scheduled] = note(play, 'retry-scheduled')
    expect(scheduled?.retry.waitMs).toBe(7_125)
    expect(scheduled?.retry.fault).toMatchObject({ kind: 'rate_limit', retryAfterMs: 7_000 })
    expect(scheduled?.retry.atMs).toBe(1_700_000_000_000 + 7_125)
  })

  it('leaves a wait of more than two minutes to the person', async () => {
    const play = playRun([busy({ 'retry-after': '121' }), answer('x')], { maxRetries: 3 })
    expect((await play.finish()).outcome).toMatchObject({ kind: 'failed', fault: { retryAfterMs: 121_000 } })
  })

  it('ends at once when the person says so', async () => {
    const play = playRun([busy({ 'retry-after': '60' }), answer('x')], { maxRetries: 1 })
    await settle()
    play.run.retryNow()
    await settle()
    expect(play.content.text).toBe('x')
    expect(play.clock.now()).toBe(0)
  })

  it('pauses while there is no network', async () => {
    let back = (): void => undefined
    let isOnline = false
    const whenBack: Network['whenBack'] = (run) => ((back = run), () => undefined)
    const network = { ...alwaysOnline, isOnline: () => isOnline, whenBack }
    const play = playRun([broken(), answer('x')], { maxRetries: 1, network })
    await settle()
    play.clock.advance(60_000)
    await settle()
    expect(play.requests).toHaveLength(1)
    expect(note(play, 'retry-scheduled').map(({ retry }) => retry.atMs)).toEqual([null])
    isOnline = true
    back()
    await play.finish()
    expect(play.content.text).toBe('x')
  })

  it('waits on when the network went away meanwhile', async () => {
    let isOnline = true
    const network: Network = { ...alwaysOnline, isOnline: () => isOnline }
    const play = playRun([broken(), answer('x')], { maxRetries: 1, network })
    await settle()
    isOnline = false
    play.clock.advance(5_000)
    await settle()
    expect([play.requests.length, play.content.state]).toMatchObject([1, { retry: { atMs: null } }])
    play.run.retryNow()
    await play.finish()
    expect(play.content.text).toBe('x')
  })
})

describe('a request that is refused for a parameter', () => {
  it('is changed and sent again at once, within the same attempt', async () => {
    const refused: Scripted = { status: 400, steps: [Buffer.from('{"error":{"message":"stream_options?"}}')] }
    const seen: string[] = []
    const adapt = (fault: { message: string }): boolean => seen.push(fault.message) === 1
    const play = playRun([refused, answer('x')], { adapt, maxRetries: 0 })
    const result = await play.finish()
    expect([play.requests.length, play.content.text, seen]).toEqual([2, 'x', ['stream_options?']])
    expect(noteKinds(play)).toEqual(['attempt-started', 'attempt-ended'])
    expect([result.stats.attempts, play.clock.now()]).toEqual([1, 0])
  })

  it('is not changed for ever', async () => {
    const play = playRun([{ status: 400, steps: [] }], { adapt: () => true })
    expect((await play.finish()).outcome.kind).toBe('failed')
    expect(play.requests).toHaveLength(5)
  })
})
