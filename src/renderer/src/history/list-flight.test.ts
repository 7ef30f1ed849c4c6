import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ListFlight } from './list-flight'

let reads = 0
const flight = new ListFlight(() => void reads++)

beforeEach(() => {
  vi.useFakeTimers()
  reads = 0
})
afterEach(() => {
  flight.end()
  vi.useRealTimers()
})

describe('a list that is flown through', () => {
  it('reads at every step while what was seen can still be seen', () => {
    for (let step = 0; step < 5; step++) flight.moved(false)
    expect(reads).toBe(5)
  })

  it('reads what it is at first and what it comes to, and nothing of what is passed between', () => {
    for (let frame = 0; frame < 600; frame++) {
      flight.moved(true)
      vi.advanceTimersByTime(16)
    }
    expect(reads).toBe(1)
    vi.advanceTimersByTime(100)
    expect(reads).toBe(2)
    flight.moved(false)
    expect(reads).toBe(3)
  })

  it('reads nothing once it has ended', () => {
    flight.moved(true)
    flight.end()
    vi.advanceTimersByTime(1_000)
    expect(reads).toBe(1)
  })
})
