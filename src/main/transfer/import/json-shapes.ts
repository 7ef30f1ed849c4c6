/** What another app has written may be anything: these read one thing of it, or say that it is not there. */
export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** What lies outside was no date but a mistake: 1990 to 2100. */
const [EARLIEST_MS, LATEST_MS] = [631_152_000_000, 4_102_444_800_000]

/** More than this is no count of seconds but one of milliseconds. */
const MOST_SECONDS = 100_000_000_000

/** Seconds since 1970, as a number or its digits, or an ISO date; null where it is none of these or far off. */
export function timeOf(value: unknown): number | null {
  const ms = typeof value === 'number' ? msOfNumber(value) : typeof value === 'string' ? msOfText(value) : Number.NaN
  return ms > EARLIEST_MS && ms < LATEST_MS ? Math.round(ms) : null
}

function msOfText(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? msOfNumber(Number(text)) : Date.parse(text)
}

function msOfNumber(value: number): number {
  return value < MOST_SECONDS ? value * 1_000 : value
}
