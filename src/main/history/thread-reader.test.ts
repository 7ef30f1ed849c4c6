import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MessageId } from '../../shared/domain/ids'
import { longTurn } from './long-turn'
import { answerOf, conversationOf, endedWith, questionOf } from './sample-turns'
import { scratchDatabase, type ScratchDatabase } from './scratch-database'

const turn = longTurn(10_000)
const ids = turn.messages.map((message) => message.id)
const head = ids.at(-1) ?? ('' as MessageId)
let scratch: ScratchDatabase

beforeAll(() => {
  scratch = scratchDatabase()
  scratch.writer.begin(turn)
})

afterAll(() => scratch.remove())

it('opens a long conversation with its end only, from a question on', () => {
  const { conversation, messages } = scratch.reader.openEnd(turn.conversation.id)
  expect(conversation.headId).toBe(head)
  expect(messages.map((message) => message.id)).toEqual(ids.slice(-40))
  expect(messages[0]?.role).toBe('user')
})

it('goes back to the question where tools have made its answer long', () => {
  const conversation = conversationOf()
  const question = questionOf(conversation.id, null)
  const first = { ...answerOf(question), ...endedWith('') }
  const answers = [first]
  for (let last = first; answers.length < 60; answers.push(last)) last = { ...answerOf(last), ...endedWith('') }
  scratch.writer.begin({ conversation, messages: [question, ...answers] })
  expect(scratch.reader.openEnd(conversation.id).messages[0]?.id).toBe(question.id)
})

it('gives the outline of all of it, in order, with the size of each text', () => {
  const outline = scratch.reader.thread.outline(head)
  expect(outline.ids).toEqual(ids)
  expect(outline.roles.slice(0, 2)).toEqual(['user', 'assistant'])
  expect(outline.sizes).toEqual(turn.messages.map((message) => Buffer.byteLength(message.text)))
  expect(scratch.reader.thread.outline('no' as MessageId).ids).toEqual([])
})

it('reads the messages asked for, in their order, and leaves out what is gone', () => {
  const asked = [ids[500], ids[20], 'no' as MessageId].filter((id) => id !== undefined)
  expect(scratch.reader.thread.messages(asked).map((message) => message.id)).toEqual([ids[500], ids[20]])
})

it('reads only the branch that leads to the head, and knows the siblings of each', () => {
  const conversation = conversationOf()
  const question = questionOf(conversation.id, null, 'Which way?')
  const left = { ...answerOf(question), ...endedWith('left way') }
  const right = { ...answerOf(question), ...endedWith('right way') }
  scratch.writer.begin({ conversation, messages: [question, left] })
  scratch.writer.begin({ conversation: null, messages: [right] })
  expect(scratch.reader.thread.outline(right.id).ids).toEqual([question.id, right.id])
  expect(scratch.reader.thread.find(right.id, 'way')).toEqual([
    { messageId: question.id, count: 1 },
    { messageId: right.id, count: 1 }
  ])
  expect(scratch.reader.thread.messages([right.id])[0]?.siblings).toEqual([left.id, right.id])
})

it('finds in all of it, whatever the case and the width, Chinese as well', () => {
  expect(scratch.reader.thread.find(head, 'QUESTION ＮＵＭＢＥＲ 4999')).toEqual([{ messageId: ids[4998], count: 1 }])
  const chinese = turn.messages.filter((message) => message.text.includes('海面'))
  expect(scratch.reader.thread.find(head, '海面')).toEqual(
    chinese.map(({ id, text }) => ({ messageId: id, count: text.split('海面').length - 1 }))
  )
  expect(scratch.reader.thread.find(head, ' ')).toEqual([])
})

it('counts what is shown: an answer without its marks, a question as it is written', () => {
  const conversation = conversationOf()
  const question = questionOf(conversation.id, null, 'Do _tides_ come?')
  const answer = { ...answerOf(question), ...endedWith('_Tides_ come, and $E = mc^2$.') }
  scratch.writer.begin({ conversation, messages: [question, answer] })
  expect(scratch.reader.thread.find(answer.id, 'tides come')).toEqual([{ messageId: answer.id, count: 1 }])
  expect(scratch.reader.thread.find(answer.id, '_tides_ come')).toEqual([{ messageId: question.id, count: 1 }])
  expect(scratch.reader.thread.find(answer.id, 'mc')).toEqual([{ messageId: answer.id, count: 1 }])
})
