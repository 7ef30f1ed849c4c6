import { describe, expect, it } from 'vitest'
import { grows, slopePerThousand } from '../soak/growth'

const points = (values: readonly number[]) => values.map((value, at) => ({ answers: at * 100, value }))

describe('slopePerThousand', () => {
  it('gives the rise of a line per 1,000 answers', () => {
    expect(slopePerThousand(points([50, 50.2, 50.4, 50.6, 50.8]))).toBeCloseTo(2)
  })

  it('is not moved by one sample that is off', () => {
    expect(slopePerThousand(points([50, 50, 90, 50, 50, 50, 50]))).toBeCloseTo(0)
  })

  it('is nothing without two moments', () => {
    expect(slopePerThousand(points([50]))).toBe(0)
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
