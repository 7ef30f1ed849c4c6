import { describe, expect, it } from 'vitest'
import { FakeClock } from './fake-clock.fixture'
import { StreamMeter, totalStats } from './stream-meter'

/** One token with each delta. */
function meter(): { clock: FakeClock; meter: StreamMeter; deltas: (count: number, gapMs: number) => void } {
  const clock = new FakeClock()
  const tokens = { count: 0, add: () => undefined, settle: () => Promise.resolve(0), close: () => undefined }
  const one = new StreamMeter(clock, tokens, 1)
  const deltas = (count: number, gapMs: number): void => {
    for (let at = 0; at < count; at++) {
      clock.advance(gapMs)
      tokens.count++
      one.delta()
    }
  }
  return { clock, meter: one, deltas }
}

describe('the figures of an attempt', () => {
  it('are empty before the first delta', () => {
    const { clock, meter: one } = meter()
    clock.advance(700)
    expect(one.stats()).toEqual({
      chunks: 0,
      tokens: 0,
      tokensExact: false,
      firstTokenMs: null,
      elapsedMs: 700,
      tokensPerSecond: null,
      tokensPerSecondNow: null,
      longestStallMs: 0,
      attempts: 1,
      perSecond: []
    })
  })

  it('begin when the request leaves', () => {
    const { clock, meter: one, deltas } = meter()
    clock.advance(20_000)
    one.sent()
    deltas(1, 300)
    expect(one.stats()).toMatchObject({ firstTokenMs: 300, elapsedMs: 300 })
  })

  it('count from the first delta to the last', () => {
    const { clock, meter: one, deltas } = meter()
    clock.advance(500)
    deltas(21, 100)
    clock.advance(5_000)
    one.end(null)
    clock.advance(9_000)
    expect(one.stats()).toMatchObject({ chunks: 21, tokens: 21, firstTokenMs: 600 })
    expect(one.stats()).toMatchObject({ elapsedMs: 7_600, longestStallMs: 100 })
    expect(one.stats().tokensPerSecond).toBeCloseTo(10.5)
    expect(one.stats().tokensPerSecondNow).toBeNull()
  })

  it('show the rate of the last second and each past second', () => {
    const { clock, meter: one, deltas } = meter()
    deltas(100, 20)
    expect(one.stats().tokensPerSecondNow).toBeCloseTo(50, 0)
    deltas(10, 100)
    expect(one.stats().tokensPerSecondNow).toBeCloseTo(10, 0)
    clock.advance(3_000)
    expect(one.stats().tokensPerSecondNow).toBeCloseTo(0)
    expect(one.stats().longestStallMs).toBe(100)
    const { perSecond } = one.stats()
    expect(perSecond).toEqual([50, 50, 10, 0, 0, 0])
    expect(perSecond.reduce((sum, tokens) => sum + tokens, 0)).toBe(110)
  })

  it('keep the last sixty seconds', () => {
    const { clock, meter: one, deltas } = meter()
    deltas(80, 1_000)
    clock.advance(100_000)
    deltas(1, 0)
    expect(one.stats().perSecond).toHaveLength(60)
    expect(one.stats().perSecond.at(-1)).toBe(1)
  })

  it('are exact once the provider has counted, reasoning included', () => {
    const { meter: one, deltas } = meter()
    deltas(3, 10)
    one.end({ prompt: 12, completion: 2, total: 340 })
    expect(one.stats()).toMatchObject({ tokens: 328, tokensExact: true })
  })

  it('are not taken from a provider that counts nothing', () => {
    const { meter: one, deltas } = meter()
    deltas(3, 10)
    one.end({ prompt: 0, completion: 0, total: 0 })
    expect(one.stats()).toMatchObject({ tokens: 3, tokensExact: false })
  })
})

it('adds up over attempts, with the times of the last one', () => {
  const first = meter()
  first.deltas(4, 100)
  first.meter.end(null)
  const second = meter()
  second.deltas(2, 50)
  second.meter.end({ prompt: 1, completion: 7, total: 8 })
  const total = totalStats([first.meter.stats(), second.meter.stats()], 9_000)
  expect(total).toMatchObject({ chunks: 6, tokens: 11, tokensExact: false })
  expect(total).toMatchObject({ firstTokenMs: 50, elapsedMs: 9_000, attempts: 2 })
})
