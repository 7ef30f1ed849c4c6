import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { giveBackAtRest } from './give-back'

describe('giveBackAtRest', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('has the page give back twice when the program rests, and is done then', () => {
    const listeners = new Map<string, () => void>()
    let times = 0
    giveBackAtRest({ on: (name: string, listener: () => void) => void listeners.set(name, listener) } as never, {
      clearCache: () => void times++
    })
    expect([...listeners.keys()]).toEqual(['app:rest'])
    listeners.get('app:rest')?.()
    expect(times).toBe(1)
    vi.advanceTimersByTime(60_000)
    expect(times).toBe(2)
    expect(vi.getTimerCount()).toBe(0)
  })
})
