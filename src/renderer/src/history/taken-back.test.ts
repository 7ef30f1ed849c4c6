import { expect, it, vi } from 'vitest'
import { TakenBack, type Outcome } from './taken-back'

it('keeps a step that could not be taken back, to be tried again', async () => {
  const done = new TakenBack()
  const outcomes: Outcome[] = ['failed', 'done']
  const undo = vi.fn(() => Promise.resolve(outcomes.shift() ?? 'gone'))
  done.add('Renamed.', undo, false)
  expect(done.takeBackLast()).toBe(true)
  // While it is being taken back it is not there.
  expect(done.takeBackLast()).toBe(false)
  await vi.waitFor(() => expect(done.takeBackLast()).toBe(true))
  expect(undo).toHaveBeenCalledTimes(2)
  await undo.mock.results[1]?.value
  expect(done.takeBackLast()).toBe(false)
})
