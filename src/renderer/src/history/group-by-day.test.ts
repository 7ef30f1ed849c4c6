import { describe, expect, it } from 'vitest'
import type { ConversationSummary } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'
import { groupByDay, untilMidnightMs } from './group-by-day'

const now = new Date(2026, 2, 15, 10, 30).getTime()
const id = (text: string): ConversationId => text as ConversationId

function at(title: string, ...when: [number, number, number, number?, number?]): ConversationSummary {
  const ms = new Date(...when).getTime()
  return { id: id(title), title, createdAtMs: ms, updatedAtMs: ms }
}

const shape = (list: readonly ConversationSummary[], locale = 'en') =>
  groupByDay(list, now, locale).map(({ group, conversations }) => [
    typeof group === 'string' ? group : group.month,
    ...conversations.map(({ title }) => title)
  ])

describe('groups of the list', () => {
  it('go by the calendar, not by spans of 24 hours', () => {
    const list = [
      at('a', 2026, 2, 15, 0, 0),
      at('b', 2026, 2, 14, 23, 59),
      at('c', 2026, 2, 14, 0, 0),
      at('d', 2026, 2, 13, 23, 59),
      at('e', 2026, 2, 8, 0, 0),
      at('f', 2026, 2, 7, 23, 59),
      at('g', 2026, 1, 28),
      at('h', 2025, 2, 1)
    ]
    expect(shape(list)).toEqual([
      ['today', 'a'],
      ['yesterday', 'b', 'c'],
      ['week', 'd', 'e'],
      ['March 2026', 'f'],
      ['February 2026', 'g'],
      ['March 2025', 'h']
    ])
  })

  it('name months in the language of the window', () => {
    expect(shape([at('a', 2025, 11, 1)], 'zh-CN')).toEqual([['2025年12月', 'a']])
  })

  it('put what a wrong clock dates into the future under today', () => {
    expect(shape([at('a', 2027, 0, 1)])).toEqual([['today', 'a']])
  })

  it('change at the next midnight', () => {
    expect(untilMidnightMs(now)).toBe(new Date(2026, 2, 16).getTime() - now)
  })
})
