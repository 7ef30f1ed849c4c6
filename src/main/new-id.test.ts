import { describe, expect, it } from 'vitest'
import type { MessageId } from '../shared/domain/ids'
import { newId } from './new-id'

describe('newId', () => {
  it('never repeats, and sorts by creation across milliseconds', async () => {
    const first = newId<MessageId>()
    await new Promise((resolve) => setTimeout(resolve, 2))
    const rest = Array.from({ length: 1_000 }, () => newId<MessageId>())
    expect(new Set([first, ...rest]).size).toBe(1_001)
    expect(rest.every((id) => id > first)).toBe(true)
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
