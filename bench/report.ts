import type { Row } from './judge'

const HEAD = ['row', 'ours', 'peer', '', 'ratio', '95 %', 'self', 'bar', 'runs', '']

/** The rows as a table of fixed columns. */
export function table(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cells)]
  const widths = HEAD.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)))
  return lines.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd()).join('\n')
}

function cells(row: Row): string[] {
  return [
    row.name,
    `${figure(row.value)} ${row.unit}`,
    `${figure(row.peerValue)} ${row.unit}`,
    row.peer,
    figure(row.ratio),
    row.spread.map(figure).join(' to '),
    row.self.map(figure).join(' to '),
    row.bar,
    String(row.runs),
    row.pass ? 'passed' : 'FAILED'
  ]
}

/** Three digits that mean something, without an exponent. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return '-'
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3
  return value.toFixed(digits)
}
