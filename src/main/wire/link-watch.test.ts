import { expect, it } from 'vitest'
import { FakeClock } from '../stream/fake-clock.fixture'
import { LinkWatch } from './link-watch'

function watched(): {
  clock: FakeClock
  set: (...addresses: string[]) => void
  resume: () => void
  told: () => number
  stop: () => void
  isResting: () => boolean
} {
  const clock = new FakeClock()
  const resumes = new Set<() => void>()
  let addresses = ['10.0.0.5']
  let told = 0
  const watch = new LinkWatch({
    clock,
    addresses: () => addresses,
    onResume: (run) => {
      resumes.add(run)
      return () => void resumes.delete(run)
    }
  })
  const stop = watch.watch(() => told++)
  return {
    clock,
    set: (...now) => void (addresses = now),
    resume: () => resumes.forEach((run) => run()),
    told: () => told,
    stop,
    isResting: () => resumes.size === 0 && clock.waiting === 0
  }
}

it('tells of a wake', () => {
  const { resume, told } = watched()
  resume()
  expect(told()).toBe(1)
})

it.each([true, false])('notices a sleep that nobody tells of (monotonic clock goes on: %s)', (goesOn) => {
  const { clock, told } = watched()
  clock.sleep(60_000, goesOn)
  clock.advance(2_000)
  expect(told()).toBe(1)
  clock.advance(60_000)
  expect(told()).toBe(1)
})

it('tells when an address is gone, not when one is new', () => {
  const { clock, set, told } = watched()
  set('10.0.0.5', '172.17.0.1')
  clock.advance(10_000)
  expect(told()).toBe(0)
  set('172.17.0.1', '192.168.1.7')
  clock.advance(2_000)
  expect(told()).toBe(1)
  clock.advance(10_000)
  expect(told()).toBe(1)
})

it('rests while nobody watches', () => {
  const { clock, resume, told, stop, isResting } = watched()
  stop()
  stop()
  expect(isResting()).toBe(true)
  resume()
  clock.sleep(60_000, true)
  clock.advance(60_000)
  expect(told()).toBe(0)
})
