import type { Slope } from './bars'
import type { Sample } from './sample'

const COLUMNS = [
  'time', 'answers', 'main', 'page', 'others', 'PSS MB', 'heap', 'threads', 'page h.', 'objects', 'page o.',
  'nodes', 'sockets', 'files', 'listen', 'page l.', 'timers', 'handles'
]

export function sampleHead(): string {
  return row(COLUMNS)
}

/** Memory in MB: their own, then with the pages of files (PSS); the heaps are JavaScript's, after a collection. */
export function sampleLine(sample: Sample, first: Sample): string {
  const own = (wanted: (kind: string) => boolean): number =>
    sample.processes.filter(({ kind }) => wanted(kind)).reduce((sum, one) => sum + one.ownMb, 0)
  const pss = sample.processes.reduce((sum, one) => sum + one.pssMb, 0)
  const seconds = (sample.atMs - first.atMs) / 1_000
  return row([
    `${seconds.toFixed(0)} s`,
    String(sample.answers),
    own((kind) => kind === 'main').toFixed(1),
    own((kind) => kind === 'renderer').toFixed(1),
    own((kind) => kind !== 'main' && kind !== 'renderer').toFixed(1),
    pss.toFixed(1),
    sample.mainHeapMb.toFixed(1),
    sample.threadHeapMb.toFixed(1),
    sample.pageHeapMb.toFixed(1),
    String(sample.mainObjects),
    String(sample.pageObjects),
    String(sample.pageNodes),
    `${sample.sockets}/${sample.connections}`,
    String(sample.mainFiles),
    String(sample.listeners),
    String(sample.pageListeners),
    String(sample.timers),
    String(sample.handles)
  ])
}

/** Of a process without the pages of files; the rise with the interval it lies in. */
export function slopeLine({ who, firstMb, lastMb, rise }: Slope): string {
  const { perThousand, from, to } = rise
  const words = `${perThousand.toFixed(2)} (${from.toFixed(2)} to ${to.toFixed(2)}) MB per 1,000 answers`
  return `${who.padEnd(24)} ${firstMb.toFixed(1)} -> ${lastMb.toFixed(1)} MB, ${words}`
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => cell.padStart(Math.max(COLUMNS[at]?.length ?? 0, 7))).join(' ')
}
