import { expect, it } from 'vitest'
import type { FrameBody } from '../../../shared/ipc/frames'
import { FLOOD_CHARS, MOST_PER_PAINT, WaitingFrames } from './waiting-frames'

const text = (text: string): FrameBody => ({ type: 'text-delta', text })
const thought = (text: string): FrameBody => ({ type: 'reasoning-delta', text })
const skipped: FrameBody = { type: 'run-note', note: { kind: 'events-skipped', total: 1 } }

function waiting(...frames: readonly FrameBody[]): WaitingFrames {
  const all = new WaitingFrames()
  for (const frame of frames) all.put(frame)
  return all
}

const lengthOf = (frames: readonly FrameBody[]): number =>
  frames.reduce((sum, frame) => sum + ('text' in frame ? frame.text.length : 0), 0)

it('gives everything at once where a paint has room for it', () => {
  // A fast model at 1,000 chunks of 5 characters a second, and ten frames of it after a halt.
  for (const length of [83, 830]) {
    const all = new WaitingFrames()
    for (let paint = 0; paint < 20; paint++) {
      const frames = [thought('hm'), text('a'.repeat(length)), skipped]
      for (const frame of frames) all.put(frame)
      const taken = all.takeForPaint()
      if (paint < 6) continue
      expect(taken).toEqual(frames)
      expect(all.tookFlood).toBe(false)
    }
    expect(all.isEmpty).toBe(true)
  }
})

it('begins with little, for a page that has not painted an answer yet, and takes twice as much with each paint', () => {
  const all = waiting(text('a'.repeat(1_000)))
  const lengths: number[] = []
  while (!all.isEmpty) lengths.push(lengthOf(all.takeForPaint()))
  expect(lengths).toEqual([256, 512, 232])
})

it('says when a paint took of a flood', () => {
  for (const flood of [false, true]) {
    const all = waiting(text('a'.repeat(4 * FLOOD_CHARS + (flood ? 4 : 0))))
    all.takeForPaint()
    expect(all.tookFlood).toBe(flood)
  }
})

it('gives each paint the same share of a flood, in order, with nothing lost', () => {
  const words = Array.from({ length: 2_000 }, (_, at) => `w${at} `).join('')
  const all = waiting(thought(words), skipped, text(words))
  const paints: (readonly FrameBody[])[] = []
  while (!all.isEmpty) paints.push(all.takeForPaint())
  const joined = (type: string): string =>
    paints.flat().flatMap((frame) => (frame.type === type && 'text' in frame ? [frame.text] : [])).join('')
  expect([joined('reasoning-delta'), joined('text-delta')]).toEqual([words, words])
  const order = paints.flat().map(({ type }) => type)
  expect(order.lastIndexOf('reasoning-delta')).toBeLessThan(order.indexOf('run-note'))
  expect(order.indexOf('run-note')).toBeLessThan(order.indexOf('text-delta'))
  const most = Math.ceil((2 * words.length) / 4)
  expect(Math.max(...paints.map(lengthOf))).toBe(most)
  expect(paints.slice(4, -1).every((paint) => lengthOf(paint) >= MOST_PER_PAINT)).toBe(true)
})

it('never parts the halves of one character', () => {
  const all = waiting(text('a' + '😀'.repeat(MOST_PER_PAINT)))
  const pieces: string[] = []
  while (!all.isEmpty) for (const frame of all.takeForPaint()) if ('text' in frame) pieces.push(frame.text)
  expect(pieces.length).toBeGreaterThan(1)
  expect(pieces.some((piece) => /\p{Surrogate}/u.test(piece))).toBe(false)
})

it('forgets what waits when all is known from elsewhere', () => {
  const all = waiting(text('a'))
  all.clear()
  expect(all.takeAll()).toEqual([])
})
