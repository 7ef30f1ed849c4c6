import type { Locale } from '../../../shared/domain/settings'
import type { StreamStats } from '../../../shared/domain/stats'
import { m } from '../words'

/** A span of time for reading: milliseconds under a second, then seconds, then minutes. */
export function timeText(ms: number, locale: Locale): string {
  const options = { locale }
  if (ms < 950) return m.stats_ms({ value: whole(ms, locale) }, options)
  if (ms < 59_950) return m.stats_s({ value: number(ms / 1000, ms < 9_950 ? 1 : 0, locale) }, options)
  const seconds = Math.round(ms / 1000)
  return m.stats_min({ minutes: whole(seconds / 60 - (seconds % 60) / 60, locale), seconds: seconds % 60 }, options)
}

/** Two decimals, for the figure that people compare: the time to the first token. */
export function firstTokenText(ms: number, locale: Locale): string {
  return ms < 10_000 ? m.stats_s({ value: number(ms / 1000, 2, locale) }, { locale }) : timeText(ms, locale)
}

/** `~` while a tokenizer counted and the provider has not. */
export function tokensText(tokens: number, exact: boolean, locale: Locale): string {
  return (exact ? '' : '~') + whole(tokens, locale)
}

export function rateText(perSecond: number, locale: Locale): string {
  return number(perSecond, perSecond < 9.95 ? 1 : 0, locale)
}

export function whole(value: number, locale: Locale): string {
  return number(value, 0, locale)
}

function number(value: number, decimals: number, locale: Locale): string {
  const format = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return new Intl.NumberFormat(locale, format).format(value)
}

/** Shorter than this from the first piece to the last, and a rate says more about the network than about the model. */
const SHORTEST_RATED_MS = 100

/** Tokens per second over the whole answer; null where there is too little to tell. */
export function meanRate({ tokens, tokensPerSecond }: StreamStats): number | null {
  if (tokensPerSecond === null || tokens === 0) return null
  return (tokens / tokensPerSecond) * 1000 < SHORTEST_RATED_MS ? null : tokensPerSecond
}

/** The corner points of a line through the values, `0,0` at the top left; empty under two values. */
export function sparklinePoints(values: readonly number[], width: number, height: number): string {
  if (values.length < 2) return ''
  const most = Math.max(1, ...values)
  const step = width / (values.length - 1)
  return values.map((value, at) => `${round(at * step)},${round(height - (value / most) * height)}`).join(' ')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
