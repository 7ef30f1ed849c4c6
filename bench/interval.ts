export type Interval = readonly [low: number, high: number]

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2
}

/**
 * The 95 % interval of the median by order statistics: how many of n values lie under the true median follows the
 * binomial distribution, whatever the values are distributed like. Under six values it is all of them.
 */
export function medianInterval(values: readonly number[]): Interval {
  const sorted = [...values].sort((a, b) => a - b)
  const cut = cutEachSide(sorted.length)
  return [sorted[cut] ?? Number.NaN, sorted[sorted.length - 1 - cut] ?? Number.NaN]
}

const TAIL = 0.025

/** How many values of n may be left out at each end: the chance that the median lies outside stays within 5 %. */
function cutEachSide(n: number): number {
  let probability = 0.5 ** n
  let outside = probability
  let cut = 0
  while (outside <= TAIL) {
    cut++
    probability *= (n - cut + 1) / cut
    outside += probability
  }
  return Math.max(0, cut - 1)
}

/** The value under which the share of the values lies, 0.95 for p95. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
