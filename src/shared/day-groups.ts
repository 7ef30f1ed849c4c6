/** The spans the list is parted into, by the calendar of this place. */
export type DayGroup = 'today' | 'yesterday' | 'week' | 'month'

/** When the span begins that holds this moment: today, yesterday, the six days before, else its month. */
export function startOfGroup(atMs: number, nowMs: number): number {
  for (const daysAhead of [0, -1, -7]) if (atMs >= startOfDay(nowMs, daysAhead)) return startOfDay(nowMs, daysAhead)
  const day = new Date(atMs)
  return new Date(day.getFullYear(), day.getMonth(), 1).getTime()
}

/** What the span is called that begins then. */
export function groupAt(startMs: number, nowMs: number): DayGroup {
  if (startMs >= startOfDay(nowMs, 0)) return 'today'
  if (startMs === startOfDay(nowMs, -1)) return 'yesterday'
  return startMs === startOfDay(nowMs, -7) ? 'week' : 'month'
}

/** Milliseconds until the next midnight of this place, when today becomes yesterday. */
export function untilMidnightMs(nowMs: number): number {
  return startOfDay(nowMs, 1) - nowMs
}

/** Through the calendar, because a day is not always 24 hours long. */
function startOfDay(nowMs: number, daysAhead: number): number {
  const day = new Date(nowMs)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysAhead).getTime()
}
