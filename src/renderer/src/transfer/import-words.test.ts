import { expect, it } from 'vitest'
import { daysText } from './import-words'

it('says from which day to which, and one day where both are the same', () => {
  const at = (day: number, hour: number): number => new Date(2026, 9, day, hour).getTime()
  expect(daysText(at(9, 8), at(9, 20))).toBe('Oct 9, 2026')
  expect(daysText(at(9, 20), at(12, 8)).replace(/\s/g, ' ')).toBe('Oct 9 – 12, 2026')
})
