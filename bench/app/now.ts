/** Milliseconds since 1970 with their fractions: a clock that a page has too, under the same name. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now()
}
