import { describe, expect, it } from 'vitest'
import { grows, riseOf } from '../soak/growth'

const points = (values: readonly number[]) => values.map((value, at) => ({ answers: at * 100, value }))

describe('riseOf', () => {
  it('gives the rise of a line per 1,000 answers', () => {
    const { perThousand, from, to } = riseOf(points([50, 50.2, 50.4, 50.6, 50.8]))
    for (const rise of [perThousand, from, to]) expect(rise).toBeCloseTo(2)
  })

  it('is not moved by one sample that is off', () => {
    expect(riseOf(points([50, 50, 90, 50, 50, 50, 50])).perThousand).toBeCloseTo(0)
  })

  it('is nothing without two moments', () => {
    expect(riseOf(points([50]))).toEqual({ perThousand: 0, from: 0, to: 0 })
  })

  it('says how far the true rise may lie from it', () => {
    const noise = [0, 0.7, -0.4, 0.2, -0.9, 0.5, 0.1, -0.6, 0.8, -0.2, 0.3, -0.7, 0.6, -0.1]
    const noisy = riseOf(points(noise.map((off, at) => 50 + at * 0.05 + off)))
    const calm = riseOf(points(noise.map((off, at) => 50 + at * 0.05 + off / 10)))
    for (const { from, to } of [noisy, calm]) {
      expect(from).toBeLessThan(0.5)
      expect(to).toBeGreaterThan(0.5)
    }
    expect(noisy.to - noisy.from).toBeGreaterThan(3 * (calm.to - calm.from))
  })
})

describe('grows', () => {
  it('sees a count that rises', () => {
    expect(grows([10, 11, 12, 13, 14, 15])).toBe(true)
  })

  it('lets a count go up and down', () => {
    expect(grows([10, 14, 10, 13, 12, 11, 14])).toBe(false)
  })

  it('lets a count rise by what is allowed', () => {
    expect(grows([10, 11, 12], 1)).toBe(true)
    expect(grows([10, 11, 12], 2)).toBe(false)
  })

  it('takes a single moment for no growth', () => {
    expect(grows([10])).toBe(false)
  })
})
