import { describe, expect, it } from 'vitest'
import { addressedConversation, addressOf } from './address'

describe('the address of a window', () => {
  it('brings the same conversation back', () => {
    const id = addressedConversation('#conversation=0193-abc')
    expect(id).toBe('0193-abc')
    expect(addressedConversation(addressOf(id))).toBe(id)
  })

  it('is empty for a new conversation', () => {
    expect(addressedConversation('')).toBeNull()
    expect(addressedConversation('#conversation=')).toBeNull()
    expect(addressedConversation(addressOf(null))).toBeNull()
  })
})
