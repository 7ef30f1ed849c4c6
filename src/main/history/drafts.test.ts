import { afterEach, beforeEach, expect, it } from 'vitest'
import { firstTurn } from './sample-turns'
import { scratchDatabase, type ScratchDatabase } from './scratch-database'

let scratch: ScratchDatabase
let nowMs = 1_800_000_000_000
beforeEach(() => {
  scratch = scratchDatabase(() => nowMs++)
})
afterEach(() => scratch.remove())

it('keeps the last state of each draft, newest first, until it is emptied', () => {
  const { conversation, turn } = firstTurn()
  scratch.writer.begin(turn)
  const conversationId = conversation.id
  scratch.writer.putDraft({ conversationId: null, text: 'A new qu' })
  scratch.writer.putDraft({ conversationId, text: 'And' })
  scratch.writer.putDraft({ conversationId, text: 'And why 😀\n' })
  const newest = { conversationId, text: 'And why 😀\n' }
  expect(scratch.reader.drafts()).toEqual([newest, { conversationId: null, text: 'A new qu' }])
  scratch.writer.putDraft({ conversationId: null, text: '' })
  expect(scratch.reader.drafts()).toEqual([newest])
})

it('hides the draft of a deleted conversation, and lets it go with it', () => {
  const { conversation, turn } = firstTurn()
  scratch.writer.begin(turn)
  scratch.writer.putDraft({ conversationId: conversation.id, text: 'Half' })
  scratch.writer.delete(conversation.id)
  expect(scratch.reader.drafts()).toEqual([])
  scratch.writer.restore(conversation.id)
  expect(scratch.reader.drafts()).toHaveLength(1)
  scratch.writer.delete(conversation.id)
  nowMs += 31 * 86_400_000
  scratch.writer.recover()
  expect(scratch.readable.get('select count(*) as n from draft')).toEqual({ n: 0 })
})
