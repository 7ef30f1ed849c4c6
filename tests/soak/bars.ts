import { grows, riseOf, type Rise } from './growth'
import type { Sample } from './sample'

/** One thing that has to hold at the end. */
export interface Bar {
  readonly name: string
  /** Null: it could not be judged, and the words say why. */
  readonly passed: boolean | null
  readonly words: string
}

/** Of one process's own memory, or of one heap. */
export interface Slope {
  readonly who: string
  readonly firstMb: number
  readonly lastMb: number
  readonly rise: Rise
}

const MOST_MB_PER_THOUSAND = 1
/** With fewer, what V8 compiles while the app warms up, and what comes and goes, looks like a slope. */
const ENOUGH_ANSWERS = 2_000

/** What a shorter run can see: V8 compiles 1 to 4 MB per 1,000 answers at first, and only what is sure counts. */
const MOST_HEAP_MB_AT_FIRST = 5

const HEAPS = { main: 'mainHeapMb', threads: 'threadHeapMb', page: 'pageHeapMb' } as const

/** How much a count may have risen, however long the run was: Chromium opens and closes files as it likes. */
const STEADY = { listeners: 0, timers: 0, handles: 0, mainFiles: 8 }

/**
 * The same of what rises by a step when a part of the app is used for the first time, so that only what also rises all
 * the time is a leak. Main has the same number of objects at each look, a few aside; in the page the rows of the list
 * come and go with the conversations.
 */
const SETTLING = { mainObjects: 20, pageObjects: 60, pageListeners: 6, pageNodes: 120 }

/** The slopes of the processes that were there all the time, of all of them together, and of JavaScript's heaps. */
export function slopesOf(samples: readonly Sample[]): Slope[] {
  const lasting = (samples[0]?.processes ?? []).filter(({ pid }) =>
    samples.every((sample) => sample.processes.some((one) => one.pid === pid))
  )
  const own = (pids: readonly number[]) => (sample: Sample): number =>
    sample.processes.filter(({ pid }) => pids.includes(pid)).reduce((sum, one) => sum + one.ownMb, 0)
  return [
    ...lasting.map(({ kind, pid }) => slope(samples, `${kind} ${pid}`, own([pid]))),
    slope(samples, 'together', own(lasting.map(({ pid }) => pid))),
    ...heapSlopes(samples)
  ]
}

function heapSlopes(samples: readonly Sample[]): Slope[] {
  return Object.entries(HEAPS).map(([who, name]) => slope(samples, `heap of ${who}`, (sample) => sample[name]))
}

function slope(samples: readonly Sample[], who: string, mbOf: (sample: Sample) => number): Slope {
  const points = samples.map((sample) => ({ answers: sample.answers, value: mbOf(sample) }))
  return { who, firstMb: points[0]?.value ?? 0, lastMb: points.at(-1)?.value ?? 0, rise: riseOf(points) }
}

/** `samples` are those after the warm-up; `idle` was taken before the first answer. */
export function barsOf(idle: Sample, samples: readonly Sample[], printed: string): Bar[] {
  const steady = Object.keys(STEADY) as (keyof typeof STEADY)[]
  const settling = Object.keys(SETTLING) as (keyof typeof SETTLING)[]
  return [
    ...memoryBars(samples),
    socketBar(idle, samples),
    ...steady.map((name) => steadyBar(name, samples.map((sample) => sample[name]), STEADY[name])),
    ...settling.map((name) => settlingBar(name, samples)),
    {
      name: 'warnings of leaks',
      passed: !printed.includes('MaxListenersExceededWarning'),
      words: 'in what the program printed'
    }
  ]
}

function memoryBars(samples: readonly Sample[]): Bar[] {
  const answers = (samples.at(-1)?.answers ?? 0) - (samples[0]?.answers ?? 0)
  if (answers < ENOUGH_ANSWERS) return heapsAtFirst(samples)
  return slopesOf(samples).map(({ who, rise }) => ({
    name: `memory, ${who}`,
    passed: rise.perThousand < MOST_MB_PER_THOUSAND,
    words: `${rise.perThousand.toFixed(2)} MB per 1,000 answers over ${answers}`
  }))
}

function heapsAtFirst(samples: readonly Sample[]): Bar[] {
  return heapSlopes(samples).map(({ who, rise }) => ({
    name: `memory, ${who}`,
    passed: rise.from < MOST_HEAP_MB_AT_FIRST,
    words: `surely more than ${rise.from.toFixed(2)} MB per 1,000 answers`
  }))
}

function socketBar(idle: Sample, samples: readonly Sample[]): Bar {
  const left = samples.filter((sample) => sample.sockets > idle.sockets || sample.connections > idle.connections)
  const most = Math.max(...samples.map((sample) => sample.connections))
  const words = `at most ${most} of the app at rest, ${idle.connections} before the first answer`
  return { name: 'sockets', passed: left.length === 0, words }
}

function steadyBar(name: string, values: readonly number[], slack: number): Bar {
  const words = `${values[0]} after the warm-up, ${values.at(-1)} at the end`
  return { name, passed: !grows(values, slack), words }
}

function settlingBar(name: keyof typeof SETTLING, samples: readonly Sample[]): Bar {
  const points = samples.map((sample) => ({ answers: sample.answers, value: sample[name] }))
  const { perThousand, from, to } = riseOf(points)
  const { passed, words } = steadyBar(name, points.map(({ value }) => value), SETTLING[name])
  const rising = `${perThousand.toFixed(0)} (${from.toFixed(0)} to ${to.toFixed(0)}) per 1,000 answers`
  return { name, passed: passed || from <= 0, words: `${words}, ${rising}` }
}
