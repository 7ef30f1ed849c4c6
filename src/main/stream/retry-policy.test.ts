import { expect, it } from 'vitest'
import type { Fault } from '../../shared/fault'
import { nextWay, waitBefore } from './retry-policy'

const lost: Fault = { kind: 'network_reset', message: '' }
const busy = (retryAfterMs: number): Fault => ({ kind: 'rate_limit', message: '', retryAfterMs })
const goesOn = (fault: Fault, attempt = 1): boolean =>
  nextWay({ fault, attempt, maxRetries: 3, text: '', refused: false }) !== null

it('doubles the wait, a fifth more or less, so that not all come back at once', () => {
  expect([1, 2, 3, 4].map((failed) => waitBefore(lost, failed, () => 0.5))).toEqual([1_000, 2_000, 4_000, 8_000])
  expect([0, 0.999_999].map((random) => waitBefore(lost, 2, () => random))).toEqual([1_600, 2_400])
})

it('waits two minutes at most, however often it failed', () => {
  expect(waitBefore(lost, 10, () => 0.5)).toBe(120_000)
})

it('is never earlier than the provider asks, and a little later', () => {
  expect([0, 0.999_999].map((random) => waitBefore(busy(5_000), 1, () => random))).toEqual([5_000, 5_250])
})

it('waits as long as the provider asks up to two minutes, and leaves a longer wait to the person', () => {
  expect([119_000, 120_000, 120_001].map((ms) => goesOn(busy(ms)))).toEqual([true, true, false])
})

it('tries as often as it may and not once more', () => {
  expect([1, 2, 3, 4].map((failed) => goesOn(lost, failed))).toEqual([true, true, true, false])
})
