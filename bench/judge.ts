import type { Bar, RowSpec, Sample } from './experiment'
import { median, medianInterval, type Interval } from './interval'

/** One row as it is printed and written. */
export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer: string
  readonly peerValue: number
  /** Ours over the peer's; for a row that asks how much faster, the peer's over ours. */
  readonly ratio: number
  /** What is judged, as a sentence: `<= 1.15` or `<= 16.7 ms more`. */
  readonly bar: string
  readonly pass: boolean
  readonly runs: number
  /** The 95 % interval of the median of what is judged; under six rounds all that was measured. */
  readonly spread: Interval
  /** The same for the control against itself: measured again or in the next round. No number where there was one. */
  readonly self: Interval
}

/** The median of the rounds. It passes when the end of its interval that speaks for us is within the bar. */
export function judge(spec: RowSpec, samples: readonly Sample[]): Row {
  const values = samples.map(spec.value)
  const peerValues = samples.map(spec.peerValue)
  const figures = samples.map(spec.figure)
  const spread = medianInterval(figures)
  return {
    name: spec.name,
    value: median(values),
    unit: spec.unit,
    peer: spec.peer,
    peerValue: median(peerValues),
    ratio: spec.judged === 'ratio' ? median(figures) : median(values) / median(peerValues),
    bar: barWords(spec),
    pass: isWithin(spread, spec.bar),
    runs: samples.length,
    spread,
    self: medianInterval(samples.map(spec.self))
  }
}

function isWithin([low, high]: Interval, bar: Bar): boolean {
  // A figure that is no number is within no bar.
  return 'atMost' in bar ? low <= bar.atMost : high >= bar.atLeast
}

function barWords({ bar, judged, unit }: RowSpec): string {
  const sign = 'atMost' in bar ? `<= ${rounded(bar.atMost)}` : `>= ${rounded(bar.atLeast)}`
  if (judged === 'ratio') return sign
  return judged === 'value' ? `${sign} ${unit}` : `${sign} ${unit} more`
}

/** As a person writes it: two frames are no round number of milliseconds. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
