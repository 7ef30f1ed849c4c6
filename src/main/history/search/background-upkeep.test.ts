import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { BackgroundUpkeep } from './background-upkeep'

const noWipe = { want: () => undefined, step: () => false, isLong: false }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('merges the index once nothing new has come for a while, as long as there is something to merge', () => {
  let [waiting, parts] = [3, 5]
  const done: string[] = []
  const upkeep = {
    step: () => {
      done.push('step')
      return --waiting > 0
    },
    merge: () => {
      done.push('merge')
      return --parts > 0
    },
    check: () => false,
    rebuild: () => undefined
  }
  const background = new BackgroundUpkeep(upkeep, noWipe)
  vi.advanceTimersByTime(1_500)
  expect(done).toEqual(['step', 'step', 'step'])
  background.wake()
  vi.advanceTimersByTime(1_500)
  expect(done).not.toContain('merge')
  vi.advanceTimersByTime(1_500)
  expect(done.slice(4)).toEqual(Array(5).fill('merge'))
  background.wake()
  vi.advanceTimersByTime(100)
  background.close()
  expect(vi.getTimerCount()).toBe(0)
})
