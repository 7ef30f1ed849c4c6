const DAY = /^(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?$/

/**
 * The first moment of a day, month or year, such as `2026-05-31`, `2026-05` or `2026`, in milliseconds since
 * 1970 by this machine's time zone; null for any other text.
 */
export function dayStart(text: string): number | null {
  const [found, year = '', month = '1', day = '1'] = DAY.exec(text) ?? []
  if (found === undefined) return null
  const date = new Date(Number(year), Number(month) - 1, Number(day))
  const isReal = date.getMonth() === Number(month) - 1 && date.getDate() === Number(day)
  return isReal && Number(year) >= 1900 ? date.getTime() : null
}
