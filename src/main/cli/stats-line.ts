import type { AskResult } from './ask-result'

/** The figures of an answer in one line for a person. */
export function statsLine({ finish, stats }: AskResult): string {
  const parts = [
    finish,
    `${stats.tokensExact ? '' : 'about '}${count(stats.tokens, 'token')}`,
    stats.tokensPerSecond === null ? '' : `${stats.tokensPerSecond} tokens/s`,
    stats.firstTokenMs === null ? '' : `first after ${duration(stats.firstTokenMs)}`,
    duration(stats.elapsedMs),
    count(stats.chunks, 'chunk'),
    stats.longestStallMs === 0 ? '' : `longest stall ${duration(stats.longestStallMs)}`,
    stats.attempts === 1 ? '' : count(stats.attempts, 'attempt')
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`
}

function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}
