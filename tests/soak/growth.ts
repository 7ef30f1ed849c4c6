/** A figure at a moment, told by how many answers there had been. */
export interface Point {
  readonly answers: number
  readonly value: number
}

/**
 * How much a figure rises per 1,000 answers: the median of the slopes between all pairs (Theil-Sen), which a few odd
 * samples do not move.
 */
export function slopePerThousand(points: readonly Point[]): number {
  const slopes = points.flatMap((a, at) => points.slice(at + 1).flatMap((b) => slopeBetween(a, b)))
  slopes.sort((a, b) => a - b)
  const middle = slopes.length / 2
  const median = ((slopes[Math.ceil(middle) - 1] ?? 0) + (slopes[Math.floor(middle)] ?? 0)) / 2
  return median * 1_000
}

function slopeBetween(a: Point, b: Point): number[] {
  return a.answers === b.answers ? [] : [(b.value - a.value) / (b.answers - a.answers)]
}

/**
 * Whether a count that goes up and down has risen for good: the lowest of the last third lies over the highest of the
 * first by more than `slack`.
 */
export function grows(values: readonly number[], slack = 0): boolean {
  const third = Math.max(1, Math.floor(values.length / 3))
  return values.length > 1 && Math.min(...values.slice(-third)) > Math.max(...values.slice(0, third)) + slack
}
