import { grows, slopePerThousand } from './growth'
import type { Sample } from './sample'

/** One thing that has to hold at the end. */
export interface Bar {
  readonly name: string
  /** Null: it could not be judged, and the words say why. */
  readonly passed: boolean | null
  readonly words: string
}

/** Of a process's own memory. */
export interface Slope {
  readonly who: string
  readonly firstMb: number
  readonly lastMb: number
  readonly mbPerThousand: number
}

const MOST_MB_PER_THOUSAND = 1
/** With fewer, what comes and goes with a collection looks like a slope. */
const ENOUGH_ANSWERS = 1_000

/** In the page the rows of the list come and go with the conversations: this is what the rows of a few of them hold. */
const SLACK = { listeners: 0, timers: 0, handles: 0, pageListeners: 20, pageNodes: 120 }
const COUNTED = ['listeners', 'timers', 'handles', 'pageListeners', 'pageNodes'] as const

/** The slopes of the processes that were there all the time, and of all of them together. */
export function slopesOf(samples: readonly Sample[]): Slope[] {
  const lasting = (samples[0]?.processes ?? []).filter(({ pid }) =>
    samples.every((sample) => sample.processes.some((one) => one.pid === pid))
  )
  const ownOf = (sample: Sample, pids: readonly number[]): number =>
    sample.processes.filter(({ pid }) => pids.includes(pid)).reduce((sum, one) => sum + one.ownMb, 0)
  const slope = (who: string, pids: readonly number[]): Slope => {
    const points = samples.map((sample) => ({ answers: sample.answers, value: ownOf(sample, pids) }))
    const firstMb = points[0]?.value ?? 0
    return { who, firstMb, lastMb: points.at(-1)?.value ?? 0, mbPerThousand: slopePerThousand(points) }
  }
  const each = lasting.map(({ kind, pid }) => slope(`${kind} ${pid}`, [pid]))
  const all = lasting.map(({ pid }) => pid)
  return [...each, slope('together', all)]
}

/** `samples` are those after the warm-up; `idle` was taken before the first answer. */
export function barsOf(idle: Sample, samples: readonly Sample[], printed: string): Bar[] {
  return [
    ...memoryBars(samples),
    socketBar(idle, samples),
    ...COUNTED.map((name) => countBar(name, samples)),
    {
      name: 'warnings of leaks',
      passed: !printed.includes('MaxListenersExceededWarning'),
      words: 'in what the program printed'
    }
  ]
}

function memoryBars(samples: readonly Sample[]): Bar[] {
  const answers = (samples.at(-1)?.answers ?? 0) - (samples[0]?.answers ?? 0)
  if (answers < ENOUGH_ANSWERS) return [{ name: 'memory', passed: null, words: `${answers} answers show no slope` }]
  return slopesOf(samples).map(({ who, mbPerThousand }) => ({
    name: `memory, ${who}`,
    passed: mbPerThousand < MOST_MB_PER_THOUSAND,
    words: `${mbPerThousand.toFixed(2)} MB per 1,000 answers over ${answers}`
  }))
}

function socketBar(idle: Sample, samples: readonly Sample[]): Bar {
  const left = samples.filter((sample) => sample.sockets > idle.sockets || sample.connections > idle.connections)
  const most = Math.max(...samples.map((sample) => sample.connections))
  const words = `at most ${most} of the app at rest, ${idle.connections} before the first answer`
  return { name: 'sockets', passed: left.length === 0, words }
}

function countBar(name: keyof typeof SLACK, samples: readonly Sample[]): Bar {
  const values = samples.map((sample) => sample[name])
  const words = `${values[0]} after the warm-up, ${values.at(-1)} at the end`
  return { name, passed: !grows(values, SLACK[name]), words }
}
