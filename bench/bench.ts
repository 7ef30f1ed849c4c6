import { WarmApp } from './app/warm-app'
import { EXPERIMENTS } from './experiments'
import { inSize, withNoise, type Experiment, type RowSpec, type Sample, type Size } from './experiment'
import { judge, type Row } from './judge'

export interface BenchOptions {
  readonly size: Size
  /** Names of rows; null for all. */
  readonly only: readonly string[] | null
  readonly say: (line: string) => void
}

/** The names of all rows, each once. */
export function rowNames(): string[] {
  return [...new Set(EXPERIMENTS.flatMap(({ rows }) => rows.map(({ name }) => name)))]
}

/** Measures the rows asked for, one experiment after the other. A row that cannot be measured is missing. */
export async function bench({ size, only, say }: BenchOptions): Promise<readonly Row[]> {
  const rows: Row[] = []
  const warm = new WarmApp(size === 'quick')
  for (const experiment of EXPERIMENTS) {
    const specs = experiment.rows.filter((row) => isWanted(row, size, only))
    if (specs.length === 0) continue
    if (!experiment.asksWarmApp) await warm.close()
    const names = [...new Set(specs.map(({ name }) => name))].join(', ')
    const startedMs = performance.now()
    try {
      const samples = await measure(experiment, size, warm, (word) => say(`${names}: ${word}`))
      rows.push(...specs.map((spec) => judge(inSize(spec, size), samples)))
      say(`${names}: took ${Math.round((performance.now() - startedMs) / 1_000)} s`)
    } catch (error) {
      say(`${names}: could not be measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    }
  }
  await warm.close()
  return rows
}

/** How many rows a run has, to see whether one is missing. */
export function expectedRows(size: Size, only: readonly string[] | null): number {
  return EXPERIMENTS.flatMap(({ rows }) => rows).filter((row) => isWanted(row, size, only)).length
}

function isWanted({ name, onlyIn }: RowSpec, size: Size, only: readonly string[] | null): boolean {
  return (only === null || only.includes(name)) && (onlyIn === undefined || onlyIn === size)
}

async function measure(
  experiment: Experiment,
  size: Size,
  warm: WarmApp,
  say: (word: string) => void
): Promise<readonly Sample[]> {
  const rounds = experiment.rounds[size]
  const samples: Sample[] = []
  const open = await experiment.open(size, warm)
  try {
    for (let turn = 0; turn < rounds; turn++) {
      say(`round ${turn + 1} of ${rounds}`)
      samples.push(await open.round(turn))
    }
  } finally {
    await open.close()
  }
  return withNoise(samples)
}
