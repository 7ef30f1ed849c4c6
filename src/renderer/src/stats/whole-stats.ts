import type { Attempt } from '../../../shared/domain/run'
import type { StreamStats } from '../../../shared/domain/stats'

/**
 * The waits between attempts are part of an answer's time; those before the person asked it to continue are not.
 * Attempts are counted from 1 in each run.
 */
function elapsedMs(attempts: readonly Attempt[]): number {
  return attempts.reduce((total, { number, startedAtMs, stats }, at) => {
    const before = attempts[at - 1]
    const waitedMs = before && number > 1 ? startedAtMs - before.startedAtMs - before.stats.elapsedMs : 0
    return total + Math.max(0, waitedMs) + stats.elapsedMs
  }, 0)
}

/** The figures of an answer over all its attempts; null when there was none. */
export function wholeStats(attempts: readonly Attempt[]): StreamStats | null {
  const all = attempts.map((attempt) => attempt.stats)
  const last = all.at(-1)
  if (!last || all.length === 1) return last ?? null
  const sum = (of: (stats: StreamStats) => number): number => all.reduce((total, stats) => total + of(stats), 0)
  const timed = all.filter((stats) => stats.tokensPerSecond !== null && stats.tokensPerSecond > 0)
  const seconds = timed.reduce((total, { tokens, tokensPerSecond }) => total + tokens / (tokensPerSecond ?? 1), 0)
  return {
    chunks: sum((stats) => stats.chunks),
    tokens: sum((stats) => stats.tokens),
    tokensExact: all.every((stats) => stats.tokensExact || stats.tokens === 0),
    firstTokenMs: all.find((stats) => stats.firstTokenMs !== null)?.firstTokenMs ?? null,
    elapsedMs: elapsedMs(attempts),
    tokensPerSecond: seconds === 0 ? null : timed.reduce((total, { tokens }) => total + tokens, 0) / seconds,
    tokensPerSecondNow: null,
    longestStallMs: Math.max(...all.map((stats) => stats.longestStallMs)),
    attempts: all.length,
    perSecond: all.flatMap((stats) => stats.perSecond).slice(-60)
  }
}
