const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** The headers with `<<HTTPDATE +5s>>` and `<<OTHER_ORIGIN>>` filled in. */
export function filledHeaders(
  headers: Readonly<Record<string, string>>,
  otherOrigin: string
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value, otherOrigin)]))
}

export function filled(value: string, otherOrigin: string): string {
  return value
    .replaceAll('<<OTHER_ORIGIN>>', otherOrigin)
    .replace(/<<HTTPDATE ([+-]?\d+)(ms|s|m|h|d)?>>/g, (_whole, count: string, unit: string | undefined) =>
      new Date(Date.now() + Number(count) * (UNIT_MS[unit ?? 's'] ?? 1_000)).toUTCString()
    )
}
