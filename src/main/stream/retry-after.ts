/**
 * How long the provider asks to wait, in milliseconds; undefined when it does not say. `retry-after-ms` is OpenAI's and
 * Azure's finer form; `retry-after` is seconds or an HTTP date (RFC 9110, 10.2.3).
 */
export function retryAfterMs(headers: ReadonlyMap<string, string>, wallMs: number): number | undefined {
  const exact = numberOf(headers.get('retry-after-ms'))
  if (exact !== undefined) return Math.ceil(exact)
  const value = headers.get('retry-after')
  const seconds = numberOf(value)
  if (seconds !== undefined) return Math.ceil(seconds * 1_000)
  // A date names its day; anything else may look like a year to `Date.parse`.
  const dateMs = value !== undefined && /[a-z]{3}/i.test(value) ? Date.parse(inGmt(value)) : Number.NaN
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - wallMs)
}

/** The oldest form of a date names no zone and is in GMT all the same (RFC 9110, 5.6.7). */
function inGmt(date: string): string {
  return /\d{4}\s*$/.test(date) && !/[+-]\d{4}\s*$/.test(date) ? `${date} GMT` : date
}

function numberOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*\d{1,12}(\.\d+)?\s*$/.test(value) ? Number(value) : undefined
}
