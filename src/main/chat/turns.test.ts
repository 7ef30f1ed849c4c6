import { expect, it } from 'vitest'
import { Turns } from './turns'

it('lets the second begin when the first is done, and others at once', async () => {
  const turns = new Turns()
  const seen: string[] = []
  let finish: () => void = () => undefined
  const first = turns.take('a', () => new Promise<void>((resolve) => (finish = resolve)))
  const second = turns.take('a', () => Promise.resolve(seen.push('second')))
  await turns.take('b', () => Promise.resolve(seen.push('other')))
  expect(seen).toEqual(['other'])
  finish()
  await Promise.all([first, second])
  expect(seen).toEqual(['other', 'second'])
})

it('goes on after one that failed', async () => {
  const turns = new Turns()
  const failed = turns.take('a', () => Promise.reject(new Error('no')))
  const next = turns.take('a', () => Promise.resolve('yes'))
  await expect(failed).rejects.toThrow('no')
  await expect(next).resolves.toBe('yes')
})
