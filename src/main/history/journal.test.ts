import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyContent } from '../../shared/answer-content'
import type { MessageId, RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import type { Attempt } from '../../shared/domain/run'
import type { FrameBody } from '../../shared/ipc/frames'
import { PlaceWriter } from './place-writer'
import { endedWith, faultKindOf, firstTurn, framesOf, saying, STATS } from './sample-turns'
import { scratchDatabase, type ScratchDatabase } from './scratch-database'

let scratch: ScratchDatabase
let nowMs = 1_800_000_000_000

beforeEach(() => {
  scratch = scratchDatabase(() => nowMs)
})
afterEach(() => scratch.remove())

const pieces = (): number => scratch.readable.get<{ n: number }>('select count(*) as n from piece')?.n ?? -1

describe('the journal', () => {
  it('is folded on every read while a run is live, and for good at its end', () => {
    const { conversation, answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    const { runId } = answer
    expect(scratch.writer.append([{ runId, frames: saying(runId, 0, 'Hel') }])).toEqual([null])
    scratch.writer.append([{ runId, frames: saying(runId, 1, 'lo') }])
    expect(scratch.reader.message(answer.id)).toMatchObject({ text: 'Hello', state: { phase: 'streaming' } })
    expect(scratch.reader.open(conversation.id).messages[1]).toMatchObject({ text: 'Hello' })

    scratch.writer.end(runId, endedWith('Hello'))
    expect(scratch.reader.message(answer.id)).toMatchObject({ text: 'Hello', state: { phase: 'ended', finish: 'stop' } })
    expect(pieces()).toBe(0)
  })

  it('refuses one call of many without taking the others back', () => {
    const [one, other] = [firstTurn(), firstTurn()]
    scratch.writer.begin(one.turn)
    scratch.writer.begin(other.turn)
    const nobody = 'nobody' as RunId
    const faults = scratch.writer.append([
      { runId: one.answer.runId, frames: saying(one.answer.runId, 0, 'one') },
      { runId: nobody, frames: saying(nobody, 0, 'none') },
      { runId: one.answer.runId, frames: saying(one.answer.runId, 0, 'the same number again') },
      { runId: other.answer.runId, frames: saying(other.answer.runId, 0, 'other') }
    ])
    expect(faults.map((fault) => fault?.kind ?? null)).toEqual([null, 'gone', 'internal', null])
    expect(scratch.reader.message(one.answer.id)).toMatchObject({ text: 'one' })
    expect(scratch.reader.message(other.answer.id)).toMatchObject({ text: 'other' })
  })

  it('refuses frames of a run that is over', () => {
    const { answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    scratch.writer.end(answer.runId, endedWith('Done'))
    const [fault] = scratch.writer.append([{ runId: answer.runId, frames: saying(answer.runId, 9, 'more') }])
    expect(fault?.kind).toBe('gone')
    expect(faultKindOf(() => scratch.writer.end(answer.runId, emptyContent()))).toBe('internal')
    expect(faultKindOf(() => scratch.writer.end('nobody' as RunId, endedWith('x')))).toBe('gone')
  })

  it('says that the disk is full, keeps what was committed, and goes on when there is room again', () => {
    const { answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    const { runId } = answer
    scratch.writer.append([{ runId, frames: saying(runId, 0, 'kept') }])
    const pages = scratch.writable.get<{ page_count: number }>('pragma page_count')?.page_count ?? 0
    scratch.writable.script(`pragma max_page_count = ${String(pages)}`)
    const tooMuch = { runId, frames: saying(runId, 1, 'x'.repeat(100_000)) }
    const faults = scratch.writer.append([tooMuch, { runId, frames: saying(runId, 2, 'waits') }])
    expect(faults[0]?.kind).toBe('disk_full')
    scratch.writable.script('pragma max_page_count = 1000000')
    expect(scratch.writer.append([{ runId, frames: saying(runId, 3, ' and on') }])).toEqual([null])
    const { text } = scratch.reader.message(answer.id)
    // What was refused is not there; what was acknowledged is.
    expect(text).toBe(faults[1] ? 'kept and on' : 'keptwaits and on')
  })

  it('takes figures in which only time went on without storing them', () => {
    const { answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    const { runId } = answer
    const figures = framesOf(runId, 0, { type: 'run-usage', stats: STATS })
    expect(scratch.writer.append([{ runId, frames: figures }])).toEqual([null])
    expect(pieces()).toBe(0)
  })
})

describe('recover', () => {
  it('counts the attempt that was cut off, with the last figures that were news', () => {
    const { answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    const { runId } = answer
    const [early, late] = [{ ...STATS, tokens: 1 }, { ...STATS, tokens: 7, tokensPerSecondNow: 5 }]
    const started = (attempt: number): FrameBody => ({
      type: 'run-note',
      note: { kind: 'attempt-started', attempt, way: attempt === 1 ? 'first' : 'continue', startedAtMs: attempt * 1_000 }
    })
    const whole: Attempt = { number: 1, way: 'first', startedAtMs: 1_000, stats: STATS, fault: null }
    const bodies: readonly (readonly FrameBody[])[] = [
      [started(1), { type: 'text-delta', text: 'Half ' }, { type: 'run-usage', stats: STATS }],
      [{ type: 'run-note', note: { kind: 'attempt-ended', attempt: whole } }, started(2)],
      [{ type: 'text-delta', text: 'an ' }, { type: 'run-usage', stats: early, news: true }],
      [{ type: 'text-delta', text: 'answer' }],
      [{ type: 'run-usage', stats: late, news: true }],
      [{ type: 'run-usage', stats: { ...late, elapsedMs: 1e6 } }]
    ]
    for (const [at, frames] of bodies.entries()) {
      scratch.writer.append([{ runId, frames: framesOf(runId, at * 10, ...frames) }])
    }
    scratch.writer.recover()
    const stats = { ...late, tokensPerSecondNow: null }
    expect(scratch.reader.message(answer.id)).toMatchObject({
      text: 'Half an answer',
      attempts: [whole, { number: 2, way: 'continue', startedAtMs: 2_000, stats, fault: null }]
    })
  })

  it('marks what was going on as interrupted, with its text, and leaves the rest alone', () => {
    const [cut, silent, done, folded] = [firstTurn(), firstTurn(), firstTurn(), firstTurn()]
    for (const { turn } of [cut, silent, done, folded]) scratch.writer.begin(turn)
    scratch.writer.append([{ runId: cut.answer.runId, frames: saying(cut.answer.runId, 0, 'Half an ans') }])
    scratch.writer.end(done.answer.runId, endedWith('Done'))
    const { runId } = folded.answer
    const fault = { kind: 'auth', message: 'no' } as const
    const last = framesOf(runId, 0, { type: 'run-fail', outcome: 'failed', fault, stats: STATS })
    scratch.writer.append([{ runId, frames: last }])

    expect(scratch.writer.recover()).toEqual([cut.answer.id, silent.answer.id, folded.answer.id])
    const interrupted = { state: { phase: 'interrupted', fault: null } }
    expect(scratch.reader.message(cut.answer.id)).toMatchObject({ text: 'Half an ans', ...interrupted })
    expect(scratch.reader.message(silent.answer.id)).toMatchObject({ text: '', ...interrupted })
    expect(scratch.reader.message(done.answer.id)).toMatchObject({ text: 'Done', state: { phase: 'ended' } })
    expect(scratch.reader.message(folded.answer.id)).toMatchObject({ state: { phase: 'failed', fault } })
    expect(pieces()).toBe(0)
    expect(scratch.writer.recover()).toEqual([])
  })

  it('removes for good what was deleted more than 30 days ago', () => {
    const [old, recent] = [firstTurn(), firstTurn()]
    for (const { turn } of [old, recent]) scratch.writer.begin(turn)
    scratch.writer.delete(old.conversation.id)
    nowMs += 86_400_000
    scratch.writer.delete(recent.conversation.id)
    nowMs += 29.5 * 86_400_000
    scratch.writer.recover()
    expect(faultKindOf(() => scratch.writer.restore(old.conversation.id))).toBe('gone')
    expect(faultKindOf(() => scratch.reader.message(old.question.id))).toBe('gone')
    scratch.writer.restore(recent.conversation.id)
    expect(scratch.reader.open(recent.conversation.id).messages).toHaveLength(2)
  })

  it('removes a conversation for good at once, with what was written in it, and twice is as once', () => {
    const [gone, kept] = [firstTurn(), firstTurn()]
    for (const { turn } of [gone, kept]) scratch.writer.begin(turn)
    const { id } = gone.conversation
    scratch.writer.putDraft({ conversationId: id, text: 'not sent' })
    const places = new PlaceWriter(scratch.writable)
    for (let time = 1; time <= 2; time++) {
      places.delete([id])
      places.purge([id])
    }
    expect(faultKindOf(() => scratch.writer.restore(id))).toBe('gone')
    expect(faultKindOf(() => scratch.reader.message(gone.question.id))).toBe('gone')
    expect(scratch.reader.drafts()).toEqual([])
    expect(scratch.reader.open(kept.conversation.id).messages).toHaveLength(2)
  })

  it('keeps everything around a piece that a damaged disk made unreadable', () => {
    const { answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    const { runId } = answer
    for (const seq of [0, 1, 2]) scratch.writer.append([{ runId, frames: saying(runId, seq, `<${String(seq)}>`) }])
    scratch.writable.run('update piece set body = ? where seq = 1', '[{"type":"text-del')
    scratch.writer.recover()
    expect(scratch.reader.message(answer.id)).toMatchObject({ text: '<0><2>', skippedEvents: 1 })
  })
})

describe('reopen', () => {
  it('goes on from the stored content, also through a crash', () => {
    const { conversation, answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    const stored: AnswerContent = {
      ...endedWith('Half'),
      reasoning: 'hm',
      pastReasoning: ['first'],
      toolCalls: [{ id: 'a', name: 'b', arguments: '{}' }],
      seams: [{ at: 2, attempt: 2, of: 4, waitedMs: 5, trimmed: 'f' }],
      state: { phase: 'interrupted', fault: null }
    }
    scratch.writer.end(answer.runId, stored)
    nowMs += 1_000
    const runId = 'again' as RunId
    scratch.writer.reopen(answer.id, runId)
    expect(scratch.reader.message(answer.id)).toMatchObject({ runId, text: 'Half', state: { phase: 'waiting' } })
    expect(scratch.reader.open(conversation.id).conversation.updatedAtMs).toBe(nowMs)
    scratch.writer.append([{ runId, frames: saying(runId, 0, ' and half') }])
    expect(scratch.reader.message(answer.id)).toMatchObject({ text: 'Half and half' })
    scratch.writer.recover()
    const { text: _text, state: _state, ...rest } = stored
    expect(scratch.reader.message(answer.id)).toMatchObject({ ...rest, text: 'Half and half', runId })
  })

  it('folds a run that never ended before the next one starts', () => {
    const { answer, turn } = firstTurn()
    scratch.writer.begin(turn)
    scratch.writer.append([{ runId: answer.runId, frames: saying(answer.runId, 0, 'left') }])
    scratch.writer.reopen(answer.id, 'again' as RunId)
    expect(scratch.reader.message(answer.id)).toMatchObject({ text: 'left', state: { phase: 'waiting' } })
    expect(faultKindOf(() => scratch.writer.reopen('no' as MessageId, 'r' as RunId))).toBe('gone')
  })
})
