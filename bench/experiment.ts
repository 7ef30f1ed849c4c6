import type { WarmApp } from './app/warm-app'

/** The figures of one round by name, each in the unit of its row. */
export type Sample = Readonly<Record<string, number>>

export type Size = 'full' | 'quick'

/** What a row's figure has to reach. */
export type Bar = { readonly atMost: number } | { readonly atLeast: number }

/** One line of the table: what it takes out of each round's figures. */
export interface RowSpec {
  readonly name: string
  /** The unit of `value` and `peerValue`. */
  readonly unit: string
  readonly peer: string
  /** What a quick run measures less of, as the table says it. */
  readonly quickly?: string
  readonly bar: Bar
  /** What is judged: how many times the peer's cost ours is, how much more of the unit, or ours as it is. */
  readonly judged: 'ratio' | 'difference' | 'value'
  /** Set for a row that takes too long for a quick run, or stands there for one that does. */
  readonly onlyIn?: Size
  value(sample: Sample): number
  peerValue(sample: Sample): number
  figure(sample: Sample): number
  /** The same figure of the control against itself, measured again or in the next round: what the noise alone does. */
  self(sample: Sample): number
}

/** Rows that are measured together, because they share what has to be started. */
export interface Experiment {
  readonly rows: readonly RowSpec[]
  readonly rounds: Readonly<Record<Size, number>>
  /** Whether it asks `warm`, which is closed before one that does not. */
  readonly asksWarmApp?: true
  open(size: Size, warm: WarmApp): Promise<OpenExperiment>
}

export interface OpenExperiment {
  /** Measures everything once, ours and the peer in turn. */
  round(turn: number): Promise<Sample>
  close(): Promise<void>
}

/** One display frame at 60 Hz, in milliseconds. */
export const FRAME_MS = 1_000 / 60

export type Measures = Readonly<Record<string, () => number | Promise<number>>>

/**
 * Takes every measure once, every second turn the other way round and from the next one on: none is always the first,
 * or always behind the same other one.
 */
export async function inTurn(measures: Measures, turn: number): Promise<Sample> {
  const all = Object.entries(measures)
  const from = Math.floor(turn / 2) % all.length
  const order = [...all.slice(from), ...all.slice(0, from)]
  if (turn % 2 === 1) order.reverse()
  const sample: Record<string, number> = {}
  for (const [name, measure] of order) sample[name] = await measure()
  return sample
}

/**
 * Fills in what was not measured again, for the noise: what the next round measured, and in the last one what the first
 * did. One round alone has none to tell.
 */
export function withNoise(samples: readonly Sample[]): readonly Sample[] {
  return samples.map((sample, at) => {
    const other = samples.length === 1 ? {} : samples[(at + 1) % samples.length]
    const noise = Object.keys(sample).map((name) => [again(name), other?.[name] ?? Number.NaN] as const)
    return { ...Object.fromEntries(noise), ...sample }
  })
}

export interface Compared {
  readonly name: string
  readonly unit: string
  readonly peer: string
  readonly quickly?: string
  readonly bar: Bar
  readonly onlyIn?: Size
  /** Names of figures in a sample. */
  readonly ours: string
  readonly theirs: string
}

/** A row that says how many times the peer's figure ours is. */
export function ratioRow(row: Compared): RowSpec {
  const between = (a: string, b: string) => (sample: Sample) => pick(sample, a) / pick(sample, b)
  return { ...shown(row), judged: 'ratio', figure: between(row.ours, row.theirs), self: between(again(row.theirs), row.theirs) }
}

/** A row that says how many times our figure the peer's is: how much faster ours is. */
export function fasterRow(row: Compared): RowSpec {
  const between = (a: string, b: string) => (sample: Sample) => pick(sample, a) / pick(sample, b)
  return { ...shown(row), judged: 'ratio', figure: between(row.theirs, row.ours), self: between(again(row.theirs), row.theirs) }
}

/** A row that says how much more than the peer's figure ours is. */
export function differenceRow(row: Compared): RowSpec {
  const between = (a: string, b: string) => (sample: Sample) => pick(sample, a) - pick(sample, b)
  return { ...shown(row), judged: 'difference', figure: between(row.ours, row.theirs), self: between(again(row.theirs), row.theirs) }
}

/** A row that says how many milliseconds later than the peer ours is painted: so many frames at most. */
export function laterByFrames(row: Pick<Compared, 'name' | 'peer' | 'quickly' | 'ours' | 'theirs'>, frames: number): RowSpec {
  return differenceRow({ ...row, unit: 'ms', bar: { atMost: frames * FRAME_MS } })
}

/** A row whose bar is a figure of its own; the peer's stands beside it to be compared. */
export function valueRow(row: Compared): RowSpec {
  const self = (sample: Sample): number => pick(sample, again(row.theirs)) - pick(sample, row.theirs)
  return { ...shown(row), judged: 'value', figure: (sample) => pick(sample, row.ours), self }
}

export function pick(sample: Sample, name: string): number {
  const value = sample[name]
  if (value === undefined) throw new Error(`the round has no figure named ${name}`)
  return value
}

/** The row as a run of this size shows it. */
export function inSize(spec: RowSpec, size: Size): RowSpec {
  if (size === 'full' || spec.quickly === undefined) return spec
  return { ...spec, peer: `${spec.peer}; quick: ${spec.quickly}` }
}

/** The name of the same figure for its noise alone; `withNoise` fills it in. */
export function again(figure: string): string {
  return `${figure} again`
}

function shown({ ours, theirs, ...row }: Compared): Omit<RowSpec, 'judged' | 'figure' | 'self'> {
  const values = { value: (sample: Sample) => pick(sample, ours), peerValue: (sample: Sample) => pick(sample, theirs) }
  return { ...row, ...values }
}
