import { expect, it } from 'vitest'
import { retryAfterMs } from './retry-after'

const NOW_MS = Date.parse('2026-03-01T12:00:00Z')
const asked = (value: string, name = 'retry-after'): number | undefined => retryAfterMs(new Map([[name, value]]), NOW_MS)

it('is read in seconds, in milliseconds and as a date', () => {
  expect([asked('7'), asked(' 0.25 '), asked('0')]).toEqual([7_000, 250, 0])
  expect(asked('1500', 'retry-after-ms')).toBe(1_500)
  expect([asked('Sun, 01 Mar 2026 12:00:20 GMT'), asked('Sun, 01 Mar 2026 11:00:00 GMT')]).toEqual([20_000, 0])
})

it('is read in each of the three forms of a date, wherever this is', () => {
  const forms = ['Sun, 01 Mar 2026 12:00:20 GMT', 'Sunday, 01-Mar-26 12:00:20 GMT', 'Sun Mar  1 12:00:20 2026']
  expect(forms.map((form) => asked(form))).toEqual([20_000, 20_000, 20_000])
  expect(asked('Sun, 01 Mar 2026 20:00:20 +0800')).toBe(20_000)
})

it('is nothing where it makes no sense', () => {
  expect(['', '-1', 'soon', '2027', '7 s', '1e9'].map((value) => asked(value) ?? null).filter((ms) => ms !== null)).toEqual([
    2_027_000
  ])
  expect(retryAfterMs(new Map(), NOW_MS)).toBeUndefined()
})
