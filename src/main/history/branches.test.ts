import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MessageId } from '../../shared/domain/ids'
import type { Message } from '../../shared/domain/message'
import { forkConversation } from './fork-conversation'
import type { History } from './history'
import { ImportWriter } from './import-writer'
import { answerOf, endedWith, firstTurn, pictureOf, questionOf, saying, type SampleTurn } from './sample-turns'
import { namedImage } from './stored-image'
import { scratchDatabase, type ScratchDatabase } from './scratch-database'

let scratch: ScratchDatabase
beforeEach(() => {
  scratch = scratchDatabase()
})
afterEach(() => scratch.remove())

/** The same questions as through the threads. */
function source(): Pick<History, 'message' | 'conversation' | 'outline' | 'messages' | 'request'> {
  const { reader } = scratch
  return {
    message: async (id) => reader.message(id),
    conversation: async (id) => reader.conversation(id),
    outline: async (id) => reader.thread.outline(id),
    messages: async (ids) => reader.thread.messages(ids),
    request: async (id) => reader.request(id)
  }
}

async function fork(messageId: MessageId, title = 'Fork'): Promise<readonly Message[]> {
  const imports = new ImportWriter(scratch.writable)
  const id = await forkConversation(source(), async (part) => imports.put(part), { messageId, title, nowMs: 5 })
  return scratch.reader.open(id).messages
}

function begun(text: string): SampleTurn {
  const sample = firstTurn(text)
  scratch.writer.begin(sample.turn)
  return sample
}

it('forks up to a message, with all that belongs to the answers, and leaves the source as it is', async () => {
  const { conversation, question, answer } = begun('Why?')
  const content = { ...endedWith('So.'), reasoning: 'Hm.', skippedEvents: 3 }
  scratch.writer.end(answer.runId, content)
  scratch.writer.putRequest(answer.id, { url: 'u', body: { model: 'm' } })
  const later = questionOf(conversation.id, answer.id, 'And then?')
  scratch.writer.begin({ conversation: null, messages: [later, answerOf(later)] })
  const before = scratch.reader.open(conversation.id)

  const [asked, answered, ...rest] = await fork(answer.id)
  expect(rest).toEqual([])
  expect(asked).toMatchObject({ role: 'user', text: 'Why?', createdAtMs: question.createdAtMs, parentId: null })
  expect(answered).toMatchObject({ role: 'assistant', ...content, parentId: asked?.id })
  const ids = [asked?.id, answered?.id, asked?.conversationId]
  expect(ids.filter((id) => id === question.id || id === answer.id || id === conversation.id)).toEqual([])
  expect(answered && scratch.reader.request(answered.id)).toEqual({ url: 'u', body: { model: 'm' } })
  expect(scratch.reader.open(conversation.id)).toEqual(before)
  expect(scratch.reader.list(10, 0).map(({ title }) => title)).toContain('Fork')
})

it('forks a question with its images, whose bytes are there once', async () => {
  const image = pictureOf(1)
  scratch.writer.putImage(image)
  const { question, answer, turn } = firstTurn()
  scratch.writer.begin({ ...turn, messages: [{ ...question, images: [namedImage(image)] }, answer] })
  const [asked] = await fork(question.id)
  expect(asked).toMatchObject({ images: [namedImage(image)] })
  expect(scratch.readable.get('select count(*) as n from image')).toEqual({ n: 1 })
})

it('forks a long conversation in parts, and an answer that is being made as an interrupted one', async () => {
  const { conversation, answer } = begun('0')
  let parentId = answer.id
  for (let at = 1; at < 30; at++) {
    const question = questionOf(conversation.id, parentId, String(at))
    const next = answerOf(question)
    scratch.writer.begin({ conversation: null, messages: [question, next] })
    parentId = next.id
    scratch.writer.append([{ runId: next.runId, frames: saying(next.runId, 0, `answer ${String(at)}`) }])
  }
  const copies = await fork(parentId)
  expect(copies).toHaveLength(60)
  expect(copies.flatMap((copy) => (copy.role === 'user' ? [copy.text] : []))).toEqual(
    Array.from({ length: 30 }, (_, at) => String(at))
  )
  expect(copies.at(-1)).toMatchObject({ text: 'answer 29', state: { phase: 'interrupted' } })
})

it('shows where a conversation parts, and which branch is shown', () => {
  const { conversation, question, answer } = begun('first\n question')
  const other = answerOf(question)
  scratch.writer.begin({ conversation: null, messages: [other] })
  const followUp = questionOf(conversation.id, other.id, 'more')
  scratch.writer.begin({ conversation: null, messages: [followUp, answerOf(followUp)] })
  scratch.writer.end(answer.runId, endedWith('one answer'))
  scratch.writer.choose(answer.id)
  const asked = { role: 'user', model: null, createdAtMs: question.createdAtMs }
  const [first, second] = [answer, other].map(({ role, model, createdAtMs }) => ({ role, model, createdAtMs }))
  expect(scratch.reader.tree.branches(conversation.id)).toEqual([
    { messageId: question.id, ...asked, words: 'first question', depth: 0, count: 1, shown: true },
    { messageId: answer.id, ...first, words: 'one answer', depth: 1, count: 1, shown: true },
    { messageId: other.id, ...second, words: '', depth: 1, count: 3, shown: false }
  ])
})

it('shows versions that begin alike by the words at which they part', () => {
  const { conversation, question, answer } = begun('Why?')
  const other = answerOf(question)
  scratch.writer.begin({ conversation: null, messages: [other] })
  const same = 'There is more than one way to see it, and each of them has something to be said for it. '
  scratch.writer.end(answer.runId, endedWith(`${same}The **first** is the moon.`))
  scratch.writer.end(other.runId, endedWith(`${same}The second is the sun.`))
  const [, one, two] = scratch.reader.tree.branches(conversation.id).map(({ words }) => words)
  expect(one).toMatch(/^….* The first is the moon\.$/)
  expect(two).toMatch(/^….* The second is the sun\.$/)
})

it('goes through a conversation of 10,000 messages, each with a version beside it', () => {
  const { conversation, answer } = begun('0')
  let parentId = answer.id
  const messages = []
  for (let at = 0; at < 5_000; at++) {
    const [kept, left] = [questionOf(conversation.id, parentId), questionOf(conversation.id, parentId)]
    messages.push(left, kept)
    parentId = kept.id
  }
  scratch.writer.begin({ conversation: null, messages })
  const branches = scratch.reader.tree.branches(conversation.id)
  expect(branches).toHaveLength(10_001)
  expect(Math.max(...branches.map(({ depth }) => depth))).toBe(5_000)
})
