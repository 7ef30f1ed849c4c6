import { expect, it } from 'vitest'
import { Deadline } from './deadline'
import { FakeClock } from './fake-clock.fixture'

function waiting(ms: number): { clock: FakeClock; deadline: Deadline; isDue: () => boolean } {
  const clock = new FakeClock()
  let due = false
  const deadline = new Deadline(clock, () => (due = true))
  deadline.renew(ms)
  return { clock, deadline, isDue: () => due }
}

it('runs out after its time, to the millisecond', () => {
  const { clock, isDue } = waiting(12_345)
  clock.advance(12_344)
  expect(isDue()).toBe(false)
  clock.advance(1)
  expect([isDue(), clock.waiting]).toEqual([true, 0])
})

it.each([true, false])('does not count what the system slept through (monotonic clock goes on: %s)', (goesOn) => {
  const { clock, isDue } = waiting(60_000)
  clock.advance(20_000)
  clock.sleep(8 * 3_600_000, goesOn)
  clock.advance(34_000)
  expect(isDue()).toBe(false)
  clock.advance(6_000)
  expect(isDue()).toBe(true)
})

it('waits its whole time and no longer when it is renewed right after a sleep', () => {
  const { clock, deadline, isDue } = waiting(60_000)
  clock.sleep(8 * 3_600_000, true)
  deadline.renew(60_000)
  clock.advance(59_999)
  expect(isDue()).toBe(false)
  clock.advance(1)
  expect(isDue()).toBe(true)
})

it('never runs out for 0', () => {
  const { clock, isDue } = waiting(0)
  clock.advance(1e9)
  expect([isDue(), clock.waiting]).toEqual([false, 0])
})
