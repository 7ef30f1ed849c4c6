import { createHash } from 'node:crypto'
import type { ConversationId, MessageId, RunId } from '../../../shared/domain/ids'
import type { Answer, Message, Question } from '../../../shared/domain/message'
import type { Readable } from '../database'
import type { New } from '../history'
import type { HistoryWriter } from '../history-writer'
import { HistoryReader } from '../history-reader'
import { answerOf, conversationOf, endedWith, framesOf, pictureOf, questionOf, saying } from '../sample-turns'
import { namedImage } from '../stored-image'

/** Material of the tests of what can be brought back. */
export interface SampleHistory {
  readonly conversations: readonly ConversationId[]
  readonly messages: readonly MessageId[]
}

const TURNS = 4

let made = 0

/** The same ones in every run of a test, so that the same bytes lie in the same pages. */
function nextId<Id extends string>(): Id {
  const hex = createHash('sha256').update(String(made++)).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-') as Id
}

/**
 * Conversations of four turns, with short and long texts; the last answer of each third one is still being made,
 * and each tenth one has two images, of which others have the same. */
export function fillHistory(writer: HistoryWriter, count: number): SampleHistory {
  const [conversations, messages]: [ConversationId[], MessageId[]] = [[], []]
  for (let at = 0; at < count; at++) {
    const conversation = conversationOf({ id: nextId<ConversationId>(), title: `Conversation ${String(at)}` })
    conversations.push(conversation.id)
    let parentId: MessageId | null = null
    for (let turn = 0; turn < TURNS; turn++) {
      const text = `Question ${String(turn)} of ${String(at)} 为什么？`
      const images = turn === 1 && at % 10 === 0 ? [pictureOf(at % 20), pictureOf(1)] : []
      for (const image of images) writer.putImage(image)
      const shown = images.length === 0 ? {} : { images: images.map(namedImage) }
      const asked = { ...questionOf(conversation.id, parentId, text), ...shown }
      const question: New<Question> = { ...asked, id: nextId<MessageId>() }
      const answer: New<Answer> = { ...answerOf(question), id: nextId<MessageId>(), runId: nextId<RunId>() }
      writer.begin({ conversation: turn === 0 ? conversation : null, messages: [question, answer] })
      writer.putRequest(answer.id, { url: 'http://x/v1', body: { model: 'small', at, turn } })
      const { id: messageId, conversationId, runId, model } = answer
      const start = framesOf(runId, 0, { type: 'run-start', conversationId, messageId, model })
      writer.append([{ runId, frames: start }])
      writer.append([{ runId, frames: saying(runId, 1, textOf(at, turn)) }])
      if (at % 3 !== 0 || turn < TURNS - 1) writer.end(runId, endedWith(textOf(at, turn)))
      parentId = answer.id
      messages.push(question.id, answer.id)
    }
  }
  return { conversations, messages }
}

/** From a line to several chained pages. */
export function textOf(at: number, turn: number): string {
  return `Answer ${String(turn)} of ${String(at)}. `.repeat(1 + ((at * 7 + turn * 31) % 40) * 12)
}

/** Every message that can be read through the app's own reader, by its id. Throws when one of them cannot. */
export function readAll(readable: Readable): ReadonlyMap<MessageId, Message> {
  const reader = new HistoryReader(readable)
  const ids = readable.all<{ id: MessageId }>('select id from message').map(({ id }) => id)
  for (const { id } of reader.list(100_000, 0)) reader.open(id)
  return new Map(ids.map((id) => [id, reader.message(id)]))
}
