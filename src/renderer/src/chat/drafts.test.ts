import { expect, it } from 'vitest'
import type { ConversationId } from '../../../shared/domain/ids'
import { Drafts } from './drafts'

const id = (name: string): ConversationId => name as ConversationId

it('keeps what was not sent with its conversation', () => {
  const drafts = new Drafts()
  drafts.keep(null, 'new')
  drafts.keep(id('a'), 'old')
  expect([drafts.of(null), drafts.of(id('a')), drafts.of(id('b'))]).toEqual(['new', 'old', ''])
  drafts.keep(null, '')
  expect(drafts.of(null)).toBe('')
})

it('forgets the oldest when there are too many', () => {
  const drafts = new Drafts()
  for (let at = 0; at < 200; at++) drafts.keep(id(`${at}`), 'text')
  drafts.keep(id('0'), 'again')
  drafts.keep(id('more'), 'text')
  expect([drafts.of(id('0')), drafts.of(id('1')), drafts.of(id('2'))]).toEqual(['again', '', 'text'])
})
