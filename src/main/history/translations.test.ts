import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyContent } from '../../shared/answer-content'
import type { RunId } from '../../shared/domain/ids'
import type { AnswerContent } from '../../shared/domain/message'
import type { Frame } from '../../shared/ipc/frames'
import { scratchDatabase, type ScratchDatabase } from './scratch-database'
import { TranslationReader } from './translation-reader'
import { TranslationWriter } from './translation-writer'

const first = 'run-1' as RunId
const second = 'run-2' as RunId
const done: AnswerContent = { ...emptyContent({ phase: 'ended', finish: 'stop', rawFinish: 'stop' }), text: 'Bonjour' }
const sheet = { source: 'Hello', from: '', to: 'fr', recent: ['fr'], model: null, partKeys: ['a'] }

let scratch: ScratchDatabase
let writer: TranslationWriter
let reader: TranslationReader
let nowMs = 1_800_000_000_000

beforeEach(() => {
  scratch = scratchDatabase()
  writer = new TranslationWriter(scratch.writable, () => nowMs++)
  reader = new TranslationReader(scratch.readable)
})
afterEach(() => scratch.remove())

function said(runId: RunId, seq: number, text: string): { runId: RunId; frames: readonly Frame[] } {
  return { runId, frames: [{ runId, seq, type: 'text-delta', text }] }
}

it('keeps the last state of the sheet', () => {
  expect(reader.sheet()).toBeNull()
  writer.putSheet({ ...sheet, source: 'Hel' })
  writer.putSheet(sheet)
  expect(reader.sheet()).toEqual(sheet)
})

it('gives a part back as far as it was shown, and as it ended', () => {
  writer.putPart({ key: 'a', runId: first, content: emptyContent() })
  expect(writer.append([said(first, 0, 'Bon'), said(first, 1, 'jo'), said(first, 1, 'jo')])).toEqual([null, null, null])
  expect(reader.parts(['a', 'nowhere'])).toMatchObject([{ key: 'a', content: { text: 'Bonjo', state: { phase: 'streaming' } } }])
  writer.endPart(first, done)
  expect(reader.parts(['a'])).toEqual([{ key: 'a', runId: first, content: done }])
  expect(scratch.readable.get('select count(*) as n from translated_piece')).toEqual({ n: 0 })
})

it('takes no frames of a run that is over or replaced', () => {
  writer.putPart({ key: 'a', runId: first, content: emptyContent() })
  writer.putPart({ key: 'a', runId: second, content: emptyContent() })
  expect(writer.append([said(first, 0, 'x'), said(second, 0, 'y')])).toMatchObject([{ kind: 'gone' }, null])
  writer.endPart(second, done)
  expect(writer.append([said(second, 1, 'z')])).toMatchObject([{ kind: 'gone' }])
})

it('forgets the oldest parts of other texts, and none of the sheet', () => {
  writer.putPart({ key: 'a', runId: first, content: done })
  writer.putSheet(sheet)
  for (let at = 0; at < 501; at++) writer.putPart({ key: `k${at}`, runId: `r${at}` as RunId, content: done })
  expect(reader.parts(['a', 'k0', 'k1']).map(({ key }) => key).sort()).toEqual(['a', 'k1'])
})
