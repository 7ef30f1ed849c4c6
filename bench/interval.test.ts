import { describe, expect, it } from 'vitest'
import { median, medianInterval, percentile } from './interval'

const upTo = (n: number) => Array.from({ length: n }, (_, at) => at + 1)

describe('median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
  })
})

describe('medianInterval', () => {
  it('follows the table of the sign test', () => {
    expect(medianInterval(upTo(6))).toEqual([1, 6])
    expect(medianInterval(upTo(10))).toEqual([2, 9])
    expect(medianInterval(upTo(15))).toEqual([4, 12])
    expect(medianInterval(upTo(20))).toEqual([6, 15])
    expect(medianInterval(upTo(30))).toEqual([10, 21])
  })

  it('is everything where there is too little to leave out', () => {
    expect(medianInterval([2, 1, 3])).toEqual([1, 3])
    expect(medianInterval([7])).toEqual([7, 7])
  })
})

describe('percentile', () => {
  it('is a value that was there', () => {
    expect(percentile(upTo(100), 0.95)).toBe(95)
    expect(percentile([5], 0.95)).toBe(5)
  })
})
