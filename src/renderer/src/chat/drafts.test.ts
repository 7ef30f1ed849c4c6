import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Draft } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'
import type { Image, ImageId } from '../../../shared/domain/image'
import { Drafts } from './drafts'

const id = (name: string): ConversationId => name as ConversationId

let saved: Draft[] = []
let drafts: Drafts
beforeEach(() => {
  vi.useFakeTimers()
  saved = []
  drafts = new Drafts((draft) => saved.push(draft))
})
afterEach(() => vi.useRealTimers())

it('keeps what was not sent with its conversation', () => {
  drafts.keep(null, 'new')
  drafts.keep(id('a'), 'old')
  expect([drafts.of(null), drafts.of(id('a')), drafts.of(id('b'))]).toEqual(['new', 'old', ''])
  drafts.keep(null, '')
  expect(drafts.of(null)).toBe('')
})

it('forgets the oldest when there are too many', () => {
  for (let at = 0; at < 200; at++) drafts.keep(id(`${at}`), 'text')
  drafts.keep(id('0'), 'again')
  drafts.keep(id('more'), 'text')
  expect([drafts.of(id('0')), drafts.of(id('1')), drafts.of(id('2'))]).toEqual(['again', '', 'text'])
})

it('saves a draft a moment after the first key that is not saved, however long somebody goes on typing', () => {
  for (const text of ['W', 'Wh', 'Why']) {
    drafts.keep(id('a'), text)
    vi.advanceTimersByTime(100)
  }
  expect(saved).toEqual([{ conversationId: 'a', text: 'Why' }])
  drafts.keep(id('a'), 'Why?')
  drafts.keep(null, 'other')
  vi.advanceTimersByTime(299)
  expect(saved).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(saved.slice(1)).toEqual([{ conversationId: 'a', text: 'Why?' }, { conversationId: null, text: 'other' }])
})

it('takes what was sent away at once, and does not bring it back', () => {
  drafts.keep(id('a'), 'Why?')
  drafts.keep(id('a'), '')
  expect(saved).toEqual([{ conversationId: 'a', text: '' }])
  vi.advanceTimersByTime(1_000)
  expect(saved).toHaveLength(1)
})

it('saves what still waits before the page goes', () => {
  drafts.keep(id('a'), 'half')
  drafts.flush()
  vi.advanceTimersByTime(1_000)
  expect(saved).toEqual([{ conversationId: 'a', text: 'half' }])
})

it('begins with what an earlier start kept, and adds what has been written since', () => {
  drafts.keep(null, 'written since')
  drafts.keep(id('b'), 'half a sentence')
  const kept = [{ conversationId: null, text: 'older' }, { conversationId: id('a'), text: 'kept' }]
  drafts.start([...kept, { conversationId: id('b'), text: 'half' }])
  const texts = [null, id('a'), id('b')].map((one) => drafts.of(one))
  expect(texts).toEqual(['older\nwritten since', 'kept', 'half a sentence'])
  vi.advanceTimersByTime(1_000)
  expect(saved).toEqual([
    { conversationId: null, text: 'older\nwritten since' },
    { conversationId: 'b', text: 'half a sentence' }
  ])
})

it('does not send what main would refuse', () => {
  drafts.keep(null, 'x'.repeat(1024 * 1024 + 1))
  vi.advanceTimersByTime(1_000)
  expect(saved).toEqual([])
  expect(drafts.of(null)).toHaveLength(1024 * 1024 + 1)
})

it('adds what was written elsewhere to what is here, and an image once', () => {
  const image = (name: string): Image => ({ id: name as ImageId, type: 'image/png', widthPx: 1, heightPx: 1 })
  drafts.add(id('a'), { text: 'one', images: [image('x')] })
  drafts.add(id('a'), { text: 'two', images: [image('x'), image('y')] })
  drafts.add(id('a'), { text: '' })
  expect(drafts.of(id('a'))).toBe('one\n\ntwo')
  expect(drafts.imagesOf(id('a'))).toEqual([image('x'), image('y')])
  drafts.add(id('a'), { text: '', images: Array.from({ length: 10 }, (_, at) => image(String(at))) })
  expect(drafts.imagesOf(id('a'))).toHaveLength(10)
})

it('adds what was written in haste to what was kept, whichever is known first', () => {
  const kept = { conversationId: null, text: 'kept' }
  drafts.start([kept])
  drafts.addTyped(null, 'haste')
  const later = new Drafts(() => undefined)
  later.addTyped(null, 'haste')
  later.start([kept])
  expect([drafts.of(null), later.of(null)]).toEqual(['kept\nhaste', 'kept\nhaste'])
  drafts.addTyped(null, '')
  expect(drafts.of(null)).toBe('kept\nhaste')
})
