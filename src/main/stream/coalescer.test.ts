import { describe, expect, it } from 'vitest'
import type { FlushPolicy } from '../../shared/domain/settings'
import { Coalescer } from './coalescer'
import { FakeClock } from './fake-clock.fixture'
import type { RunUpdate } from './run'

interface Tick {
  readonly atMs: number
  readonly updates: readonly RunUpdate[]
}

const page: FlushPolicy = { mode: 'chunks', chunks: 10, ms: 100 }
const frame: FlushPolicy = { mode: 'frame' }
const piece = (text = 'x'): RunUpdate => ({ type: 'text-delta', text })

function gather(policy: FlushPolicy): { clock: FakeClock; coalescer: Coalescer; ticks: Tick[] } {
  const clock = new FakeClock()
  const ticks: Tick[] = []
  const coalescer = new Coalescer(policy, clock, (updates) => ticks.push({ atMs: clock.now(), updates }))
  return { clock, coalescer, ticks }
}

function stream(policy: FlushPolicy, chunks: number, gapMs: number, windowMs = 0): Tick[] {
  const { clock, coalescer, ticks } = gather(policy)
  coalescer.setWindowMs(windowMs)
  for (let at = 0; at < chunks; at++) {
    coalescer.add(piece())
    clock.advance(gapMs)
  }
  coalescer.close()
  return ticks
}

const sizes = (ticks: readonly Tick[]): number[] => ticks.map((tick) => lengthOf(tick.updates))
const gaps = (ticks: readonly Tick[]): number[] => ticks.slice(1).map((tick, at) => tick.atMs - (ticks[at]?.atMs ?? 0))
const lengthOf = (updates: readonly RunUpdate[]): number =>
  updates.reduce((chars, update) => chars + (update.type === 'text-delta' ? update.text.length : 0), 0)

describe('the rule of N chunks or T milliseconds', () => {
  it('flushes every tenth of chunks 5 ms apart', () => {
    expect(sizes(stream(page, 61, 5))).toEqual([1, 10, 10, 10, 10, 10, 10])
    expect(new Set(gaps(stream(page, 61, 5)))).toEqual(new Set([50]))
  })

  it('flushes ten times a second for chunks 40 ms apart', () => {
    const ticks = stream(page, 251, 40).slice(0, -1)
    expect(new Set(gaps(ticks))).toEqual(new Set([100]))
    expect(ticks.filter((tick) => tick.atMs < 10_000)).toHaveLength(100)
  })

  it('flushes a burst once per display frame', () => {
    const { clock, coalescer, ticks } = gather(page)
    for (let ms = 0; ms < 160; ms++) {
      for (let at = 0; at < 20; at++) coalescer.add(piece())
      clock.advance(1)
    }
    expect(new Set(gaps(ticks))).toEqual(new Set([16]))
  })

  it('shows a late chunk at once when nothing was shown for T', () => {
    const { clock, coalescer, ticks } = gather(page)
    coalescer.add(piece())
    clock.advance(500)
    coalescer.add(piece())
    expect(ticks.map((tick) => tick.atMs)).toEqual([0, 500])
  })

  it('is exact whatever window is set below T, and widens above', () => {
    expect(sizes(stream(page, 61, 5, 64))).toEqual(sizes(stream(page, 61, 5)))
    expect(gaps(stream(page, 101, 5, 250)).slice(0, -1)).toEqual([250, 250])
  })
})

describe('one tick per display frame', () => {
  it('flushes the first piece at once and then at most every 16 ms', () => {
    const ticks = stream(frame, 100, 1)
    expect(sizes(ticks).slice(0, 3)).toEqual([1, 15, 16])
    expect(new Set(gaps(ticks).slice(0, -1))).toEqual(new Set([16]))
  })

  it('widens', () => {
    expect(gaps(stream(frame, 200, 5, 250)).slice(0, -1)).toEqual([250, 250, 250])
  })

  it('lets the first piece go at once even right after a note', () => {
    const { coalescer, ticks } = gather(frame)
    coalescer.add({ type: 'run-note', note: { kind: 'attempt-started', attempt: 1, way: 'first', startedAtMs: 1 } })
    coalescer.add(piece())
    expect(ticks).toHaveLength(2)
  })
})

describe('what a tick holds', () => {
  it('joins neighbours of one kind, in order, and loses nothing', () => {
    const { coalescer, ticks } = gather(frame)
    const note: RunUpdate = { type: 'run-note', note: { kind: 'events-skipped', total: 1 } }
    const tool = (index: number, args: string): RunUpdate => ({ type: 'tool-delta', index, arguments: args })
    coalescer.add(piece('first'))
    for (const text of ['a', 'b']) coalescer.add(piece(text))
    coalescer.add({ type: 'reasoning-delta', text: 'r' })
    for (const update of [note, piece('c'), { ...tool(0, '{'), id: 'i', name: 'n' }, tool(0, '}'), tool(1, '')]) {
      coalescer.add(update)
    }
    coalescer.close()
    expect(ticks[1]?.updates).toEqual([
      piece('ab'),
      { type: 'reasoning-delta', text: 'r' },
      note,
      piece('c'),
      { type: 'tool-delta', index: 0, id: 'i', name: 'n', arguments: '{}' },
      tool(1, '')
    ])
  })

  it('leaves no timer behind', () => {
    const { clock, coalescer, ticks } = gather(page)
    coalescer.add(piece())
    coalescer.add(piece())
    coalescer.close()
    expect(clock.waiting).toBe(0)
    expect(sizes(ticks)).toEqual([1, 1])
  })
})
