import { describe, expect, it } from 'vitest'
import { answer, broken, done, finish, long, playRun, settle, text } from './play-run.fixture'
import type { Play, PlayOptions, Scripted, Step } from './play-run.fixture'
import type { Network } from './ports'
import { alwaysOnline } from './system-clock'

/** A network that the test shakes. */
function shaky(): Network & { shake(): void; readonly watchers: Set<() => void> } {
  const watchers = new Set<() => void>()
  const onShaken = (run: () => void): (() => void) => {
    watchers.add(run)
    return () => void watchers.delete(run)
  }
  return { ...alwaysOnline, onShaken, watchers, shake: () => [...watchers].forEach((run) => run()) }
}

const noLimits = { connectMs: 0, firstEventMs: 0, idleMs: 0 }

async function streaming(scripts: readonly Scripted[], options: PlayOptions = {}): Promise<Play & { shake(): void }> {
  const network = shaky()
  const play = playRun(scripts, { network, limits: noLimits, maxRetries: 3, ...options })
  await settle()
  return { ...play, shake: () => network.shake() }
}

async function pass(play: Play, ms: number): Promise<void> {
  play.clock.advance(ms)
  await settle()
}

describe('after a wake or a change of network', () => {
  it('a connection that stays silent is given up, and the answer goes on by another', async () => {
    const play = await streaming([{ steps: [text(long), 'stall'] }, answer(' Then it rests.')])
    play.shake()
    await pass(play, 4_999)
    expect(play.content.state.phase).toBe('streaming')
    await pass(play, 1)
    expect(play.content.state).toMatchObject({ retry: { way: 'continue', fault: { kind: 'network_reset' } } })
    await play.finish()
    expect([play.content.text, play.requests.length]).toEqual([`${long} Then it rests.`, 2])
  })

  it('a request without any answer yet is made again', async () => {
    const play = await streaming([{ steps: ['stall'] }, answer('here')])
    play.shake()
    await play.finish()
    expect([play.asked.map(({ way }) => way), play.content.text]).toEqual([['first', 'repeat'], 'here'])
  })

  it('one that goes on delivering is left alone, however slowly it does so then', async () => {
    const steps: Step[] = [text('one'), { waitMs: 4_000 }, text(' two'), { waitMs: 60_000 }, text(' three'), finish(), done]
    const play = await streaming([{ steps }])
    play.shake()
    const result = await play.finish()
    expect([result.outcome.kind, play.content.text, play.requests.length]).toEqual(['ended', 'one two three', 1])
  })

  it('what still lay in the buffers proves nothing', async () => {
    const steps: Step[] = [text('one'), { waitMs: 500 }, text(' two'), 'stall']
    const play = await streaming([{ steps }, answer(' three')])
    play.shake()
    await play.finish()
    expect([play.content.text, play.requests.length]).toEqual(['one two three', 2])
  })

  it('a finished answer is not asked for again', async () => {
    const play = await streaming([{ steps: [text('all'), finish(), 'stall'] }])
    play.shake()
    expect((await play.finish()).outcome.kind).toBe('ended')
    expect(play.requests).toHaveLength(1)
  })

  it('nobody watches once the run is over', async () => {
    const network = shaky()
    const play = playRun([broken('one'), answer(' two')], { network, maxRetries: 1 })
    await settle()
    await play.finish()
    network.shake()
    expect([network.watchers.size, play.clock.waiting]).toEqual([0, 0])
  })
})

describe('a sleep', () => {
  it.each([true, false])('is no silence (monotonic clock goes on: %s)', async (goesOn) => {
    const steps: Step[] = [text('one'), { waitMs: 8_000 }, text(' two'), finish(), done]
    const play = playRun([{ steps }], { limits: { idleMs: 10_000 } })
    await settle()
    play.clock.sleep(3_600_000, goesOn)
    expect((await play.finish()).outcome.kind).toBe('ended')
  })

  it.each([true, false])('ends a wait whose time has passed meanwhile (monotonic clock goes on: %s)', async (goesOn) => {
    const busy = { status: 429, headers: { 'retry-after': '100' }, steps: [] }
    const play = playRun([busy, answer('x')], { maxRetries: 1 })
    await settle()
    play.clock.advance(1_500)
    await settle()
    play.clock.sleep(3_600_000, goesOn)
    await pass(play, 1_000)
    expect(play.content.text).toBe('x')
  })

  it('does not send into a network that is not back yet', async () => {
    let isOnline = true
    let back = (): void => undefined
    const whenBack: Network['whenBack'] = (run) => ((back = run), () => undefined)
    const network = { ...alwaysOnline, isOnline: () => isOnline, whenBack }
    const play = playRun([broken(), answer('x')], { network, maxRetries: 1 })
    await settle()
    isOnline = false
    play.clock.sleep(3_600_000, false)
    await pass(play, 60_000)
    expect([play.requests.length, play.content.state]).toMatchObject([1, { retry: { atMs: null } }])
    isOnline = true
    back()
    await settle()
    expect(play.content.text).toBe('x')
  })
})
