import { describe, expect, it } from 'vitest'
import { barsOf } from '../soak/bars'
import { grows, riseOf } from '../soak/growth'
import type { Sample } from '../soak/sample'

const points = (values: readonly number[]) => values.map((value, at) => ({ answers: at * 100, value }))

describe('riseOf', () => {
  it('gives the rise of a line per 1,000 answers', () => {
    const { perThousand, from, to } = riseOf(points([50, 50.2, 50.4, 50.6, 50.8]))
    for (const rise of [perThousand, from, to]) expect(rise).toBeCloseTo(2)
  })

  it('is not moved by one sample that is off', () => {
    expect(riseOf(points([50, 50, 90, 50, 50, 50, 50])).perThousand).toBeCloseTo(0)
  })

  it('is nothing without two moments', () => {
    expect(riseOf(points([50]))).toEqual({ perThousand: 0, from: 0, to: 0 })
  })

  it('says how far the true rise may lie from it', () => {
    const noise = [0, 0.7, -0.4, 0.2, -0.9, 0.5, 0.1, -0.6, 0.8, -0.2, 0.3, -0.7, 0.6, -0.1]
    const noisy = riseOf(points(noise.map((off, at) => 50 + at * 0.05 + off)))
    const calm = riseOf(points(noise.map((off, at) => 50 + at * 0.05 + off / 10)))
    for (const { from, to } of [noisy, calm]) {
      expect(from).toBeLessThan(0.5)
      expect(to).toBeGreaterThan(0.5)
    }
    expect(noisy.to - noisy.from).toBeGreaterThan(3 * (calm.to - calm.from))
  })
})

describe('grows', () => {
  it('sees a count that rises', () => {
    expect(grows([10, 11, 12, 13, 14, 15])).toBe(true)
  })

  it('lets a count go up and down', () => {
    expect(grows([10, 14, 10, 13, 12, 11, 14])).toBe(false)
  })

  it('lets a count rise by what is allowed', () => {
    expect(grows([10, 11, 12], 1)).toBe(true)
    expect(grows([10, 11, 12], 2)).toBe(false)
  })

  it('takes a single moment for no growth', () => {
    expect(grows([10])).toBe(false)
  })
})

describe('barsOf', () => {
  it('lets an app pass that holds the same at each look', () => {
    expect(failedOf(looks(40, () => ({})))).toEqual([])
  })

  it('sees objects that every answer leaves behind, in a short run too', () => {
    expect(failedOf(looks(4, (answers) => ({ mainObjects: 24_000 + answers })))).toEqual(['mainObjects'])
    expect(failedOf(looks(4, (answers) => ({ pageObjects: 19_000 + answers })))).toEqual(['pageObjects'])
  })

  it('lets a part be used for the first time', () => {
    const used = (answers: number, before: number, after: number): number => (answers < 250 ? before : after)
    expect(failedOf(looks(4, (answers) => ({ pageObjects: used(answers, 18_800, 19_200) })))).toEqual([])
    expect(failedOf(looks(4, (answers) => ({ pageListeners: used(answers, 66, 83) })))).toEqual([])
    expect(failedOf(looks(4, (answers) => ({ listeners: used(answers, 64, 65) })))).toEqual(['listeners'])
  })

  it('sees a socket, a timer and a listener that stay', () => {
    expect(failedOf(looks(4, () => ({ connections: 3 })))).toEqual(['sockets'])
    expect(failedOf(looks(4, (answers) => ({ timers: answers / 100 })))).toEqual(['timers'])
    expect(failedOf(looks(4, (answers) => ({ listeners: 64 + answers / 100 })))).toEqual(['listeners'])
    expect(failedOf(looks(4, (answers) => ({ pageListeners: 83 + answers / 15 })))).toEqual(['pageListeners'])
  })

  it('sees memory that rises by more than 1 MB per 1,000 answers, once there are enough of them', () => {
    const rising = (mbPerThousand: number) => (answers: number) => ({ mainMb: 80 + (mbPerThousand * answers) / 1_000 })
    expect(failedOf(looks(40, rising(1.1)))).toEqual(['memory, main 1', 'memory, together'])
    expect(failedOf(looks(40, rising(0.9)))).toEqual([])
    expect(failedOf(looks(4, rising(1.1)))).toEqual([])
  })

  it('sees a heap that rises inside of memory that does not', () => {
    expect(failedOf(looks(40, (answers) => ({ threadHeapMb: 20 + answers / 500 })))).toEqual(['memory, heap of threads'])
  })

  it('sees a heap that rises steeply in a short run too', () => {
    const heap = (mbPerThousand: number) => (answers: number) => ({ mainHeapMb: 9 + (mbPerThousand * answers) / 1_000 })
    expect(failedOf(looks(4, heap(9)))).toEqual(['memory, heap of main'])
    expect(failedOf(looks(4, heap(4)))).toEqual([])
  })
})

const IDLE: Sample = {
  answers: 0,
  atMs: 0,
  processes: [],
  sockets: 0,
  connections: 2,
  mainFiles: 103,
  listeners: 64,
  timers: 0,
  handles: 5,
  mainObjects: 24_000,
  pageObjects: 19_000,
  mainHeapMb: 9,
  threadHeapMb: 20,
  pageHeapMb: 8,
  pageNodes: 1_200,
  pageListeners: 83
}

type Look = Partial<Sample> & { readonly mainMb?: number }

function looks(count: number, at: (answers: number) => Look): Sample[] {
  return Array.from({ length: count }, (_, index) => {
    const answers = (index + 1) * 100
    const { mainMb = 80, ...sample } = at(answers)
    const processes = [{ pid: 1, kind: 'main', pssMb: mainMb, ownMb: mainMb }]
    return { ...IDLE, answers, processes, ...sample }
  })
}

function failedOf(samples: readonly Sample[]): string[] {
  return barsOf(IDLE, samples, '').filter(({ passed }) => passed === false).map(({ name }) => name)
}
