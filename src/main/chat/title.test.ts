import { describe, expect, it } from 'vitest'
import { titleFrom } from './title'

describe('titleFrom', () => {
  it.each([
    ['How does the tide know?', 'How does the tide know?'],
    ['\n\n## A heading\nand more', 'A heading'],
    ['```\ncode first\n```', 'code first'],
    ['  many   spaces\there ', 'many spaces here'],
    ['', '']
  ])('%j is titled %j', (question, title) => {
    expect(titleFrom(question)).toBe(title)
  })

  it('cuts a long line at a word', () => {
    const title = titleFrom('Explain the difference between throughput and latency in plain words, with one example')
    expect(title).toBe('Explain the difference between throughput and latency in…')
  })

  it('cuts Chinese between characters and keeps families of emoji whole', () => {
    expect(titleFrom('潮'.repeat(80))).toBe(`${'潮'.repeat(60)}…`)
    expect(titleFrom('👨‍👩‍👧'.repeat(80))).toBe(`${'👨‍👩‍👧'.repeat(60)}…`)
  })
})
