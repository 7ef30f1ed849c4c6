import { describe, expect, it } from 'vitest'
import { groupAt, startOfGroup, untilMidnightMs } from './day-groups'

const now = new Date(2026, 2, 15, 10, 30).getTime()

function groupOf(...when: [number, number, number, number?, number?]): readonly [string, string] {
  const start = startOfGroup(new Date(...when).getTime(), now)
  return [groupAt(start, now), new Date(start).toDateString()]
}

describe('groups of the list', () => {
  it('go by the calendar, not by spans of 24 hours', () => {
    expect(groupOf(2026, 2, 15, 0, 0)).toEqual(['today', 'Sun Mar 15 2026'])
    expect(groupOf(2026, 2, 14, 23, 59)).toEqual(['yesterday', 'Sat Mar 14 2026'])
    expect(groupOf(2026, 2, 14, 0, 0)).toEqual(['yesterday', 'Sat Mar 14 2026'])
    expect(groupOf(2026, 2, 13, 23, 59)).toEqual(['week', 'Sun Mar 08 2026'])
    expect(groupOf(2026, 2, 8, 0, 0)).toEqual(['week', 'Sun Mar 08 2026'])
    expect(groupOf(2026, 2, 7, 23, 59)).toEqual(['month', 'Sun Mar 01 2026'])
    expect(groupOf(2026, 1, 28)).toEqual(['month', 'Sun Feb 01 2026'])
    expect(groupOf(2025, 2, 1)).toEqual(['month', 'Sat Mar 01 2025'])
  })

  it('put what a wrong clock dates into the future under today', () => {
    expect(groupOf(2027, 0, 1)[0]).toBe('today')
  })

  it('change at the next midnight', () => {
    expect(untilMidnightMs(now)).toBe(new Date(2026, 2, 16).getTime() - now)
  })
})
