import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationId, MessageId } from '../../shared/domain/ids'
import { answerOf, endedWith, faultKindOf, firstTurn, questionOf, saying } from './sample-turns'
import { scratchDatabase, type ScratchDatabase } from './scratch-database'
import { storable } from './storable'

let scratch: ScratchDatabase

beforeEach(() => {
  scratch = scratchDatabase()
})
afterEach(() => scratch.remove())

describe('begin', () => {
  it('stores a conversation with its question and the answer to come, which becomes the head', () => {
    const { conversation, question, answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    expect(scratch.reader.open(conversation.id)).toEqual({
      conversation: { ...conversation, headId: answer.id, updatedAtMs: answer.createdAtMs },
      pinned: false,
      archived: false,
      deletedAtMs: null,
      messages: [
        { ...question, siblings: [question.id] },
        { ...answer, siblings: [answer.id] }
      ]
    })
  })

  it('hangs tool results and the next answer below an answer', () => {
    const { conversation, answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    const place = { conversationId: conversation.id, createdAtMs: answer.createdAtMs + 1 }
    const tool = { id: 't' as MessageId, parentId: answer.id, ...place, role: 'tool', text: '4' } as const
    const result = { ...tool, callId: 'c1', name: 'calculator', outcome: 'ran' } as const
    const next = answerOf(result)
    scratch.writer.begin({ conversation: null, messages: [result, next] })
    expect(scratch.reader.path(next.id).slice(2)).toEqual([
      { ...result, siblings: [result.id] },
      { ...next, siblings: [next.id] }
    ])
  })

  it('leaves nothing behind when the parent is missing, is elsewhere, or the conversation is deleted', () => {
    const [one, other] = [firstTurn(), firstTurn()]
    scratch.writer.begin(one.turn)
    scratch.writer.begin(other.turn)
    const missing = questionOf(one.conversation.id, 'nowhere' as MessageId)
    const elsewhere = questionOf(one.conversation.id, other.answer.id)
    for (const message of [missing, elsewhere]) {
      expect(faultKindOf(() => scratch.writer.begin({ conversation: null, messages: [message] }))).toBe('gone')
    }
    scratch.writer.delete(one.conversation.id)
    const late = questionOf(one.conversation.id, one.answer.id)
    expect(faultKindOf(() => scratch.writer.begin({ conversation: null, messages: [late] }))).toBe('gone')
    for (const { id } of [missing, elsewhere, late]) expect(faultKindOf(() => scratch.reader.message(id))).toBe('gone')
  })
})

describe('the tree', () => {
  it('names all children of a parent, oldest first, and chooses the newest leaf below a message', () => {
    const { conversation, question, answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    const second = answerOf(question)
    scratch.writer.begin({ conversation: null, messages: [second] })
    const followUp = questionOf(conversation.id, answer.id)
    const third = answerOf(followUp)
    scratch.writer.begin({ conversation: null, messages: [followUp, third] })
    scratch.writer.choose(second.id)

    const shown = scratch.reader.open(conversation.id)
    expect(shown.conversation.headId).toBe(second.id)
    expect(shown.messages.map((message) => message.id)).toEqual([question.id, second.id])
    expect(shown.messages[1]?.siblings).toEqual([answer.id, second.id])

    expect(scratch.writer.choose(answer.id)).toBe(conversation.id)
    expect(scratch.reader.open(conversation.id).conversation.headId).toBe(third.id)
    scratch.writer.choose(question.id)
    expect(scratch.reader.open(conversation.id).conversation.headId).toBe(third.id)
  })

  it('keeps first questions as siblings, within their conversation only', () => {
    const [one, other] = [firstTurn(), firstTurn()]
    scratch.writer.begin(one.turn)
    scratch.writer.begin(other.turn)
    const edited = questionOf(one.conversation.id, null, 'Why not?')
    scratch.writer.begin({ conversation: null, messages: [edited, answerOf(edited)] })
    expect(scratch.reader.message(edited.id).siblings).toEqual([one.question.id, edited.id])
    expect(scratch.reader.open(one.conversation.id).messages[0]?.id).toBe(edited.id)
  })

  it('opens, chooses and removes a path of 10,000 messages', () => {
    const { conversation, question, answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    const messages = []
    for (let parentId = answer.id; messages.length < 9_998; ) {
      const message = questionOf(conversation.id, parentId)
      messages.push(message)
      parentId = message.id
    }
    scratch.writer.begin({ conversation: null, messages })
    const shown = scratch.reader.open(conversation.id)
    expect(shown.messages).toHaveLength(10_000)
    expect(shown.messages.at(-1)?.id).toBe(messages.at(-1)?.id)
    scratch.writer.choose(question.id)
    expect(scratch.reader.open(conversation.id).conversation.headId).toBe(messages.at(-1)?.id)
    // What deletes for good must not run into SQLite's bound of 1,000 nested cascades.
    expect(scratch.writable.run('delete from conversation where id = ?', conversation.id)).toBe(1)
    expect(scratch.readable.get('select id from message')).toBeUndefined()
  })
})

describe('conversations', () => {
  it('are listed newest first, page by page, without the deleted ones', () => {
    const turns = [firstTurn(), firstTurn(), firstTurn()]
    for (const { turn } of turns) scratch.writer.begin(turn)
    const [a, b, c] = turns.map(({ conversation }) => conversation.id)
    const ids = (limit = 10, offset = 0): ConversationId[] => scratch.reader.list(limit, offset).map(({ id }) => id)
    expect(ids()).toEqual([c, b, a])
    expect(ids(1, 1)).toEqual([b])
    if (!a || !b) throw new Error('three were made')
    scratch.writer.delete(b)
    scratch.writer.delete(b)
    expect(ids()).toEqual([c, a])
    expect(faultKindOf(() => scratch.reader.open(b))).toBe('gone')
    scratch.writer.restore(b)
    expect(ids()).toEqual([c, b, a])
    const more = questionOf(a, turns[0]?.answer.id ?? null)
    scratch.writer.begin({ conversation: null, messages: [more, answerOf(more)] })
    expect(ids()).toEqual([a, c, b])
  })

  it('change where asked and nowhere else', () => {
    const { conversation, turn } = firstTurn()
    scratch.writer.begin(turn)
    scratch.writer.change(conversation.id, { title: 'New', temperature: 0.3 })
    scratch.writer.change(conversation.id, { systemPrompt: 'Be brief' })
    const changed = { title: 'New', temperature: 0.3, systemPrompt: 'Be brief', model: 'small' }
    expect(scratch.reader.conversation(conversation.id)).toMatchObject(changed)
    scratch.writer.change(conversation.id, { temperature: null, systemPrompt: '' })
    expect(scratch.reader.conversation(conversation.id)).toMatchObject({ title: 'New', temperature: null, systemPrompt: '' })
  })

  it('that do not exist are gone for every call', () => {
    const id = 'no' as ConversationId
    const calls = [
      () => scratch.writer.change(id, { title: 'x' }),
      () => scratch.writer.delete(id),
      () => scratch.writer.restore(id),
      () => scratch.writer.choose('no' as MessageId),
      () => scratch.writer.putRequest('no' as MessageId, { url: '', body: null }),
      () => scratch.reader.open(id),
      () => scratch.reader.conversation(id),
      () => scratch.reader.message('no' as MessageId),
      () => scratch.reader.path('no' as MessageId)
    ]
    for (const call of calls) expect(faultKindOf(call)).toBe('gone')
  })
})

describe('requests', () => {
  it('are kept per answer, the last one of it', () => {
    const { answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    expect(scratch.reader.request(answer.id)).toBeNull()
    for (const model of ['a', 'b']) scratch.writer.putRequest(answer.id, { url: 'http://x/v1', body: { model } })
    expect(scratch.reader.request(answer.id)).toEqual({ url: 'http://x/v1', body: { model: 'b' } })
  })
})

describe('text', () => {
  it('survives the way to the disk and back, whatever it is; NUL and half pairs become U+FFFD', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 40 })
    const halves = fc.constantFrom('\ud83d', '\ude00', '\0', 'a\0b', '\ud83d\ude00', '\ufeff', '世界', '\uffff')
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText, halves), { maxLength: 8 }), (parts) => {
        const text = parts.join('')
        const { question, answer, turn } = firstTurn(text)
        scratch.writer.begin(turn)
        expect(scratch.reader.message(question.id)).toMatchObject({ text: storable(text) })
        const { runId } = answer
        parts.forEach((part, seq) => scratch.writer.append([{ runId, frames: saying(runId, seq, part) }]))
        // The journal is JSON, which escapes: halves of a pair that came in two ticks meet again.
        expect(scratch.reader.message(answer.id)).toMatchObject({ text })
        const toolCalls = [{ id: text, name: text, arguments: text }]
        scratch.writer.end(runId, { ...endedWith(text), reasoning: text, toolCalls })
        const kept = { text: storable(text), reasoning: storable(text), toolCalls }
        expect(scratch.reader.message(answer.id)).toMatchObject(kept)
      }),
      { numRuns: 25 }
    )
  })
})
