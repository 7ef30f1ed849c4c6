import { expect, it } from 'vitest'
import type { Attempt } from '../../../shared/domain/run'
import type { StreamStats } from '../../../shared/domain/stats'
import { wholeStats } from './whole-stats'

const stats = (change: Partial<StreamStats>): StreamStats => ({
  chunks: 10, tokens: 100, tokensExact: true, firstTokenMs: 400, elapsedMs: 3000, tokensPerSecond: 50,
  tokensPerSecondNow: null, longestStallMs: 80, attempts: 1, perSecond: [50, 50], ...change
})
const attempt = (number: number, change: Partial<StreamStats>): Attempt => ({
  number, way: number === 1 ? 'first' : 'continue', startedAtMs: number * 5000, stats: stats(change), fault: null
})

it('is the attempt itself when there was one', () => {
  expect(wholeStats([])).toBeNull()
  expect(wholeStats([attempt(1, {})])).toEqual(stats({}))
})

it('adds counts, keeps the first first token and weighs the rate', () => {
  const second = attempt(2, { tokens: 300, tokensPerSecond: 100, firstTokenMs: 90 })
  const whole = wholeStats([attempt(1, { tokensExact: false }), second])
  const sums = { chunks: 20, tokens: 400, tokensExact: false, elapsedMs: 8000, tokensPerSecond: 80, attempts: 2 }
  expect(whole).toEqual(stats({ ...sums, perSecond: [50, 50, 50, 50] }))
})

it('counts the wait before another attempt, not the time until the person continued', () => {
  const continued = { ...attempt(1, {}), startedAtMs: 900_000 }
  expect(wholeStats([attempt(1, {}), attempt(2, {}), continued])?.elapsedMs).toBe(8000 + 3000)
})
