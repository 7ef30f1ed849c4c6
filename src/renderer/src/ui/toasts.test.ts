import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Toasts } from './toasts.svelte'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const texts = (toasts: Toasts): readonly string[] => toasts.list.map(({ text }) => text)

it('says the same once, for as long again, and two things with something to do both', () => {
  const toasts = new Toasts()
  const undo = { label: 'Undo', run: () => undefined }
  toasts.show('No files here')
  toasts.show('Deleted', undo)
  vi.advanceTimersByTime(9_000)
  toasts.show('No files here')
  expect(texts(toasts)).toEqual(['Deleted', 'No files here'])
  vi.advanceTimersByTime(9_000)
  expect(texts(toasts)).toEqual(['No files here'])
  toasts.show('Deleted', undo)
  toasts.show('Deleted', undo)
  expect(texts(toasts)).toEqual(['No files here', 'Deleted', 'Deleted'])
})

it('lets the oldest go where there are too many', () => {
  const toasts = new Toasts()
  for (const text of ['1', '2', '3', '4']) toasts.show(text)
  expect(texts(toasts)).toEqual(['2', '3', '4'])
})
