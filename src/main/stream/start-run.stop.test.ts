import { describe, expect, it } from 'vitest'
import { finishWord } from './finish-word'
import { answer, broken, done, event, finish, long, playRun, settle, text, type Play } from './play-run.fixture'
import type { Send } from './ports'

describe('Stop', () => {
  it('ends a wait', async () => {
    const play = playRun([broken('some')], { maxRetries: 3 })
    await settle()
    play.run.stop()
    const result = await play.run.result
    expect([result.outcome.kind, finishWord(result), play.requests.length]).toEqual(['stopped', 'cancelled', 1])
    expect(play.clock.waiting).toBe(0)
  })

  it('freezes a stream that goes on', async () => {
    const play = playRun([{ steps: [text('some'), { waitMs: 5 }, text(' more')] }])
    await settle()
    play.run.stop()
    play.clock.advance(100)
    await play.run.result
    expect(play.content.text).toBe('some')
    expect(play.content.attempts[0]?.fault).toBeNull()
  })

  it('shows nothing more of a packet that is being read', async () => {
    const packet = Buffer.concat([text('some'), text(' more')])
    const play: Play = playRun([{ steps: [packet, done] }], { onText: () => play.run.stop() })
    const result = await play.finish()
    expect([play.content.text, result.outcome.kind]).toEqual(['some', 'stopped'])
  })

  it('does not wait for a server that hangs', async () => {
    const hanging: Send = () => new Promise(() => undefined)
    const play = playRun([], { send: hanging })
    await settle()
    play.run.stop()
    expect((await play.run.result).outcome).toEqual({ kind: 'stopped' })
  })

  it('closes the wire', async () => {
    let signal: AbortSignal | null = null
    const send: Send = (_, given) => {
      signal = given
      return new Promise(() => undefined)
    }
    const play = playRun([], { send })
    await settle()
    play.run.stop()
    await play.run.result
    expect(signal).toMatchObject({ aborted: true })
  })

  it('shows nothing of a continuation that was held back', async () => {
    const play = playRun([broken('some'), { steps: [text(' more'), 'stall'] }], { maxRetries: 1 })
    await settle()
    play.run.retryNow()
    await settle()
    play.run.stop()
    await play.run.result
    expect([play.content.text, play.content.seams]).toEqual(['some', []])
  })

  it('comes before everything when it comes at once', async () => {
    const play = playRun([answer('x')])
    play.run.stop()
    expect((await play.run.result).outcome).toEqual({ kind: 'stopped' })
    expect([play.updates, play.requests]).toEqual([[], []])
  })
})

describe('going on by hand', () => {
  it('continues from the first attempt, with a seam', async () => {
    const play = playRun([answer(`Continuing: ${long.slice(-30)}`, ' again.')], { goesOnFrom: long })
    await play.finish()
    expect(play.asked).toEqual([{ way: 'continue', partial: long }])
    expect(play.content.text).toBe(`${long} again.`)
    expect(play.content.seams).toMatchObject([{ at: long.length, attempt: 1 }])
  })

  it('shows the continuation of a slow model after a second and a half', async () => {
    const play = playRun([{ steps: [text('Next,'), 'stall'] }], { goesOnFrom: long })
    await settle()
    play.clock.advance(1_499)
    expect(play.content.text).toBe(long)
    play.clock.advance(1)
    expect(play.content.text).toBe(`${long}Next,`)
  })

  it('shows what is held before the tool call that follows it', async () => {
    const call = event({ choices: [{ delta: { tool_calls: [{ id: 'c', function: { name: 'now' } }] } }] })
    const play = playRun([{ steps: [text('One moment.'), call, finish('tool_calls'), done] }], { goesOnFrom: long })
    await play.finish()
    const types = play.updates.map((update) => update.type).filter((type) => type !== 'run-note')
    expect(types).toEqual(['text-delta', 'tool-delta'])
  })

  it('holds a slow repetition until something new comes', async () => {
    const steps = [text(long.slice(-50, -20)), { waitMs: 3_000 }, text(long.slice(-20)), { waitMs: 3_000 }, text('!'), done]
    const play = playRun([{ steps }], { goesOnFrom: long })
    await play.finish()
    expect(play.content.text).toBe(`${long}!`)
  })
})
