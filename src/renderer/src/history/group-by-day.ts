import type { ConversationSummary } from '../../../shared/domain/conversation'

export type DayGroup = 'today' | 'yesterday' | 'week' | { readonly month: string }

export interface ConversationGroup {
  readonly key: string
  readonly group: DayGroup
  readonly conversations: readonly ConversationSummary[]
}

/** Splits a list that is newest first into runs of the same day, week or month, by the calendar of this place. */
export function groupByDay(
  conversations: readonly ConversationSummary[],
  nowMs: number,
  locale: string
): readonly ConversationGroup[] {
  const bounds = boundsBefore(nowMs)
  const monthOf = monthsIn(locale)
  const groups = new Map<string, { group: DayGroup; conversations: ConversationSummary[] }>()
  for (const conversation of conversations) {
    const group = groupOf(conversation.updatedAtMs, bounds, monthOf)
    const key = typeof group === 'string' ? group : group.month
    const entry = groups.get(key)
    if (entry) entry.conversations.push(conversation)
    else groups.set(key, { group, conversations: [conversation] })
  }
  return [...groups].map(([key, entry]) => ({ key, ...entry }))
}

/** Milliseconds until the next midnight of this place, when today becomes yesterday. */
export function untilMidnightMs(nowMs: number): number {
  return startOfDay(nowMs, 1) - nowMs
}

interface Bounds {
  readonly todayMs: number
  readonly yesterdayMs: number
  readonly weekMs: number
}

function boundsBefore(nowMs: number): Bounds {
  return { todayMs: startOfDay(nowMs, 0), yesterdayMs: startOfDay(nowMs, -1), weekMs: startOfDay(nowMs, -7) }
}

/** Through the calendar, because a day is not always 24 hours long. */
function startOfDay(nowMs: number, daysAhead: number): number {
  const day = new Date(nowMs)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysAhead).getTime()
}

function groupOf(atMs: number, bounds: Bounds, monthOf: (atMs: number) => string): DayGroup {
  if (atMs >= bounds.todayMs) return 'today'
  if (atMs >= bounds.yesterdayMs) return 'yesterday'
  if (atMs >= bounds.weekMs) return 'week'
  return { month: monthOf(atMs) }
}

/** Made when the first old conversation is met: making one takes as long as the rest of the sidebar. */
function monthsIn(locale: string): (atMs: number) => string {
  let months: Intl.DateTimeFormat | null = null
  return (atMs) => (months ??= new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long' })).format(atMs)
}
