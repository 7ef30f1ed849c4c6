/** A figure at a moment, told by how many answers there had been. */
export interface Point {
  readonly answers: number
  readonly value: number
}

/** Per 1,000 answers. */
export interface Rise {
  readonly perThousand: number
  /** Between these it lies with a certainty of 95 %; `perThousand` itself where there are too few points to say. */
  readonly from: number
  readonly to: number
}

const NORMAL_95 = 1.96

/**
 * How much a figure rises per 1,000 answers: the median of the slopes between all pairs (Theil-Sen), which a few odd
 * samples do not move, with the interval that Kendall's statistic gives for it (Sen, 1968). It takes the samples for
 * independent of each other; memory that wanders slowly makes the true interval wider.
 */
export function riseOf(points: readonly Point[]): Rise {
  const slopes = points.flatMap((a, at) => points.slice(at + 1).flatMap((b) => slopeBetween(a, b)))
  slopes.sort((a, b) => a - b)
  const count = points.length
  const spread = NORMAL_95 * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18)
  const last = slopes.length - 1
  const at = (place: number): number => (slopes[Math.min(last, Math.max(0, place))] ?? 0) * 1_000
  const perThousand = (at(Math.ceil(last / 2)) + at(Math.floor(last / 2))) / 2
  if (last < 1) return { perThousand, from: perThousand, to: perThousand }
  return { perThousand, from: at(Math.floor((last - spread) / 2)), to: at(Math.ceil((last + spread) / 2)) }
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
