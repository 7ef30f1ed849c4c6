import { expect, it } from 'vitest'
import type { ImportPart } from '../../history/import-part'
import { conversationOf, pictureOf, questionOf } from '../../history/sample-turns'
import { PartBatch } from './part-batch'

function partOf(messages: number, last = true, text = 'Why?'): ImportPart {
  const made = conversationOf()
  const questions = Array.from({ length: messages }, () => questionOf(made.id, null, text))
  return { conversation: { ...made, deletedAtMs: null, draft: null }, messages: questions, first: true, last }
}

function sizeWhenFull(part: () => ImportPart): number {
  const batch = new PartBatch()
  while (!batch.isFull) batch.add({ part: part(), record: 1 })
  return batch.parts.length
}

it('is full with so many messages, so many characters, or a conversation that goes on', () => {
  expect(sizeWhenFull(() => partOf(16))).toBe(16)
  expect(sizeWhenFull(() => partOf(1, true, 'a'.repeat(256 * 1024)))).toBe(2)
  expect(sizeWhenFull(() => partOf(1, false))).toBe(1)
})

it('counts the images of a draft, which come with the last part alone', () => {
  const image = { ...pictureOf(1), bytes: new Uint8Array(600 * 1024) }
  const part = partOf(1)
  const draft = { text: 'And this?', updatedAtMs: 1, images: [image] }
  expect(sizeWhenFull(() => ({ ...part, conversation: { ...part.conversation, draft } }))).toBe(1)
})
