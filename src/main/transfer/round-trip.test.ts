import fc from 'fast-check'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyContent } from '../../shared/answer-content'
import type { ConversationId, FolderId, MessageId, ProviderId, RunId } from '../../shared/domain/ids'
import type { AnswerContent, ToolOutcome } from '../../shared/domain/message'
import type { AnswerState } from '../../shared/domain/run'
import type { StoredConversation, StoredDraft } from '../history/export-reader'
import type { ImportedMessage } from '../history/import-part'
import { ImportWriter } from '../history/import-writer'
import { fillHistory } from '../history/salvage/sample-history'
import { answerOf, endedWith, firstTurn, pictureOf, questionOf, STATS } from '../history/sample-turns'
import { scratchDatabase, scratchFolder, type ScratchDatabase } from '../history/scratch-database'
import { soundness } from '../history/soundness'
import { namedImage } from '../history/stored-image'
import { storedRows } from '../history/stored-rows.fixture'
import { runExport } from './export/run-export'
import { fileWith, importFile, previewFile } from './import/imported-file.fixture'

let one: ScratchDatabase
let other: ScratchDatabase
let folder: string

beforeEach(() => {
  folder = scratchFolder()
})
afterEach(() => rmSync(folder, { recursive: true }))

function exportAll(scratch: ScratchDatabase, name = 'all.json'): string {
  const ask = { form: 'rill', scope: null, locale: 'en', version: '1', title: '', secrets: [], to: join(folder, name) } as const
  runExport(scratch.readable, ask, () => undefined, () => undefined)
  return ask.to
}

function rowsIn({ readable }: ScratchDatabase): ReturnType<typeof storedRows> {
  return storedRows(readable)
}

async function withBoth(work: () => Promise<void>): Promise<void> {
  one = scratchDatabase()
  other = scratchDatabase()
  try {
    await work()
  } finally {
    one.remove()
    other.remove()
  }
}

const words = fc.string({ unit: 'binary', maxLength: 30 })
const text = fc.oneof(words, fc.constantFrom('', '为什么？', 'a\u2028b\\"\n', '\u{1f600}', '{"end":true}', 'x'.repeat(5_000)))
const ms = fc.integer({ min: 1, max: 4_000_000_000_000 })
const fault = fc.record({ kind: fc.constantFrom('auth' as const, 'timeout_idle' as const), message: fc.constantFrom('', 'slow') })

const state: fc.Arbitrary<AnswerState> = fc.oneof(
  fc.constant({ phase: 'stopped' as const }),
  fc.record({ phase: fc.constant('ended' as const), finish: fc.constantFrom('stop' as const, 'length' as const), rawFinish: words }),
  fc.record({ phase: fc.constant('interrupted' as const), fault: fc.option(fault), kept: fc.constant(true as const) }),
  fc.record({ phase: fc.constant('failed' as const), fault })
)

const seam = fc.record({ at: fc.nat(), attempt: fc.nat(), of: fc.nat(), waitedMs: fc.nat(), trimmed: text })
const rate = fc.double({ min: 0, max: 1e9, noNaN: true })
const attempt = fc.record({
  number: fc.nat(),
  way: fc.constantFrom('first' as const, 'repeat' as const, 'continue' as const),
  startedAtMs: ms,
  stats: fc.record({ tokens: fc.nat(), tokensPerSecond: fc.option(rate) }).map((some) => ({ ...STATS, ...some })),
  fault: fc.option(fault)
})

const content: fc.Arbitrary<AnswerContent> = fc
  .record({
    text,
    reasoning: text,
    pastReasoning: fc.array(text, { maxLength: 2 }),
    refusal: words,
    toolCalls: fc.array(fc.record({ id: words, name: words, arguments: text }), { maxLength: 2 }),
    seams: fc.array(seam, { maxLength: 2 }),
    attempts: fc.array(attempt, { maxLength: 2 }),
    skippedEvents: fc.nat(),
    state
  })
  .map((some) => ({ ...emptyContent(), ...some }))

/** One message: which earlier one it hangs on, and what it is. */
const spec = fc.record({
  role: fc.constantFrom('user' as const, 'assistant' as const, 'tool' as const),
  under: fc.nat(),
  text,
  atMs: ms,
  content,
  outcome: fc.constantFrom<ToolOutcome>('ran', 'refused', 'failed'),
  request: fc.option(fc.record({ url: fc.constant('https://x.example/v1/chat/completions'), body: fc.jsonValue() }))
})

const pictures = fc.uniqueArray(fc.integer({ min: 1, max: 4 }).map(pictureOf), {
  minLength: 1,
  maxLength: 3,
  selector: ({ id }) => id
})
const draft = fc.oneof(
  fc.record({ text: text.filter((words) => words !== ''), updatedAtMs: ms }),
  fc.record({ text, updatedAtMs: ms, images: pictures })
)

const conversation = fc.record({
  id: fc.uuid(),
  title: text,
  systemPrompt: text,
  temperature: fc.option(fc.double({ min: 0, max: 2, noNaN: true, noDefaultInfinity: true })),
  createdAtMs: ms,
  updatedAtMs: ms,
  deletedAtMs: fc.option(ms.filter((at) => at > 1)),
  draft: fc.option(draft),
  folderId: fc.option(fc.constantFrom('top', 'below')),
  pinnedAtMs: fc.option(ms),
  archivedAtMs: fc.option(ms),
  messages: fc.array(spec, { maxLength: 12 }),
  head: fc.option(fc.nat())
})

type Spec = typeof conversation extends fc.Arbitrary<infer T> ? T : never

function messagesOf(made: Spec): ImportedMessage[] {
  const conversationId = made.id as ConversationId
  const idOf = (at: number): MessageId => `${made.id.slice(0, 24)}${String(at).padStart(12, '0')}` as MessageId
  return made.messages.map((one, at): ImportedMessage => {
    const under = one.under % (at + 1)
    const parentId = under === at ? null : idOf(under)
    const inTree = { id: idOf(at), conversationId, parentId, createdAtMs: one.atMs }
    if (one.role === 'user') return { ...inTree, role: 'user', text: one.text }
    if (one.role === 'tool') return { ...inTree, role: 'tool', text: one.text, callId: 'c', name: 'n', outcome: one.outcome }
    const answer = { runId: `run ${inTree.id}`.slice(-64) as RunId, providerId: 'p' as ProviderId, model: 'm' }
    return { ...inTree, role: 'assistant', ...answer, ...one.content, ...(one.request ? { request: one.request } : {}) }
  })
}

function fill({ writable }: ScratchDatabase, made: readonly Spec[], unsent: StoredDraft | null = null): void {
  const writer = new ImportWriter(writable)
  const [top, below] = ['top' as FolderId, 'below' as FolderId]
  writer.putFolder({ id: top, name: 'Trips', parentId: null, position: 0, open: true })
  writer.putFolder({ id: below, name: '旅行', parentId: top, position: 0, open: false })
  if (unsent) writer.putDraft(unsent)
  for (const one of made) {
    const messages = messagesOf(one)
    const headId = one.head === null ? null : (messages[one.head % Math.max(1, messages.length)]?.id ?? null)
    const { messages: _, head: __, folderId, ...rest } = one
    const stored = { ...rest, id: one.id as ConversationId, folderId, providerId: 'p', model: 'm', headId } as StoredConversation
    writer.put({ conversation: stored, messages, first: true, last: true })
  }
}

it('gives the same database when it is exported and imported again', async () => {
  const histories = fc.uniqueArray(conversation, { maxLength: 5, selector: ({ id }) => id })
  await fc.assert(
    fc.asyncProperty(histories, fc.option(draft), async (made, unsent) => {
      await withBoth(async () => {
        fill(one, made, unsent)
        const file = exportAll(one)
        JSON.parse(readFileSync(file, 'utf8'))
        const counts = await importFile(other, file)
        expect(counts.problems).toEqual([])
        expect(rowsIn(other)).toEqual(rowsIn(one))
        expect(soundness(other.readable)).toBeNull()
        expect(await previewFile(other, file)).toMatchObject({ added: 0, grown: 0, messages: 0 })
      })
    }),
    { numRuns: 40 }
  )
}, 60_000)

it('merges two histories into the same one on both sides, without doubles', async () => {
  await withBoth(async () => {
    fillHistory(one.writer, 3)
    fillHistory(other.writer, 2)
    // What is still being made is in one's own journal, and ended for the other.
    for (const { writer } of [one, other]) writer.recover()
    const [first, second] = [exportAll(one, 'one.json'), exportAll(other, 'other.json')]
    expect(await importFile(other, first)).toMatchObject({ added: 3, messages: 24, problems: [] })
    expect(await importFile(one, second)).toMatchObject({ added: 2, messages: 16, problems: [] })
    expect(rowsIn(one)['message']).toEqual(rowsIn(other)['message'])
    expect(await importFile(one, second)).toMatchObject({ added: 0, known: 2, messages: 0 })
  })
})

it('merges one conversation that both sides went on with: every branch on both, the newest shown', async () => {
  await withBoth(async () => {
    const { conversation, question, turn } = firstTurn('Where does it rain?')
    one.writer.begin(turn)
    one.writer.end(turn.messages[1].runId, endedWith('In the hills.'))
    await importFile(other, exportAll(one))
    const goesOn = (scratch: ScratchDatabase, parentId: MessageId, words: string): void => {
      const further = questionOf(conversation.id, parentId, words)
      const answer = { ...answerOf(further), ...endedWith(`${words} Yes.`) }
      scratch.writer.begin({ conversation: null, messages: [further, answer] })
    }
    goesOn(one, turn.messages[1].id, 'And here?')
    goesOn(other, turn.messages[1].id, 'And there?')
    // A second answer to what both have, and a branch below it.
    goesOn(other, question.id, 'Another way?')
    const [first, second] = [exportAll(one, 'one.json'), exportAll(other, 'other.json')]
    expect(await importFile(other, first)).toMatchObject({ added: 0, grown: 1, messages: 2, problems: [] })
    expect(await importFile(one, second)).toMatchObject({ added: 0, grown: 1, messages: 4, problems: [] })
    expect(rowsIn(one)).toEqual(rowsIn(other))
    expect(one.reader.open(conversation.id).messages.map(({ text }) => text)).toEqual(
      ['Where does it rain?', 'Another way?', 'Another way? Yes.']
    )
    expect(one.reader.tree.branches(conversation.id).length).toBe(other.reader.tree.branches(conversation.id).length)
    for (const [into, file] of [[one, second], [other, first]] as const) {
      expect(await importFile(into, file)).toMatchObject({ added: 0, grown: 0, known: 1, messages: 0 })
    }
  })
})

it('brings a conversation of thousands of messages, hidden until its last part has come', async () => {
  await withBoth(async () => {
    const messages = Array.from({ length: 3_000 }, (_, at) => ({ under: Math.max(0, at - 1), text: `m${String(at)}` }))
    const sample = fc.sample(conversation, { seed: 7, numRuns: 1 })[0]
    const specs = fc.sample(spec, { seed: 7, numRuns: 1 })[0]
    if (!sample || !specs) throw new Error('nothing was generated')
    const all = messages.map((some) => ({ ...specs, ...some }))
    fill(one, [{ ...sample, deletedAtMs: null, head: 2_999, messages: all }])
    const counts = await importFile(other, exportAll(one))
    expect(counts).toMatchObject({ added: 1, messages: 3_000, problems: [] })
    expect(rowsIn(other)).toEqual(rowsIn(one))
  })
})

it('carries the images of questions, bytes and places, into a history that has none', async () => {
  await withBoth(async () => {
    fillHistory(one.writer, 1)
    await importFile(other, exportAll(one))
    expect(rowsIn(one)['image']).toHaveLength(2)
    expect(rowsIn(other)).toMatchObject({ image: rowsIn(one)['image'], message_image: rowsIn(one)['message_image'] })
  })
})

it('brings no draft back that has been asked since, nor in the place of another', async () => {
  await withBoth(async () => {
    const { conversation, question, turn } = firstTurn()
    one.writer.begin(turn)
    one.writer.putImage(pictureOf(1))
    one.writer.putDraft({ conversationId: conversation.id, text: 'And then', images: [namedImage(pictureOf(1))] })
    const file = exportAll(one)
    one.writer.putDraft({ conversationId: conversation.id, text: '' })
    const asked = { ...questionOf(conversation.id, question.id, 'And then'), createdAtMs: Date.now() }
    one.writer.begin({ conversation: null, messages: [asked] })
    await importFile(one, file)
    expect(rowsIn(one)['draft']).toEqual([])
    other.writer.putDraft({ conversationId: conversation.id, text: 'Mine' })
    await importFile(other, file)
    expect(other.reader.drafts()).toEqual([{ conversationId: conversation.id, text: 'Mine' }])
    expect(rowsIn(other)['image']).toEqual([])
  })
})

it('knows every column there is: one that is added has to be exported', () => {
  const { readable, remove } = scratchDatabase()
  try {
    // The sheet of translations is no part of the conversations and stays here.
    const derived = /^(?:search|sqlite|message_index|title_index|translat(?:ion|ed))/
    const sql = `select report(m.name || '.' || c.name) from sqlite_schema m, pragma_table_info(m.name) c
      where m.type = 'table' order by m.name, c.cid`
    const columns = readable.reported(sql).map(String).filter((column) => !derived.test(column))
    expect(columns.filter((column) => !column.endsWith('.row')).sort()).toEqual([...EXPORTED].sort())
  } finally {
    remove()
  }
})

/** `piece` is the journal, which an export folds into its answer. */
const EXPORTED = Object.entries({
  image: `id type width_px height_px bytes`,
  message_image: `position message_id image_id`,
  answer: `message_id run_id provider_id model reasoning past_reasoning refusal tool_calls seams attempts skipped_events state`,
  conversation: `id title provider_id model system_prompt temperature head_id created_at_ms updated_at_ms deleted_at_ms
    folder_id pinned_at_ms archived_at_ms`,
  folder: `id name parent_id position open`,
  draft: `conversation_id text updated_at_ms images`,
  message: `id conversation_id parent_id role text created_at_ms`,
  piece: `run_id seq body`,
  request: `message_id url body`,
  tool_result: `message_id call_id name outcome`
}).flatMap(([table, columns]) => columns.split(/\s+/).map((column) => `${table}.${column}`))

it('refuses records that are not what they should be, one by one', async () => {
  await withBoth(async () => {
    fillHistory(one.writer, 1)
    const text = readFileSync(exportAll(one), 'utf8')
    const spoilt = text.replace('"phase":"ended"', '"phase":"flying"').replace('"title":"Conversation 0"', '"title":"C0"')
    const counts = await importFile(other, fileWith(folder, 'spoilt.json', spoilt))
    // The answer that cannot be read takes all that hangs on it along.
    expect(counts).toMatchObject({ added: 1, problems: [{ kind: 'left_out', messages: 7 }] })
    const cut = await importFile(other, fileWith(folder, 'cut.json', text.slice(0, text.lastIndexOf('{"end"'))))
    expect(cut.problems.at(-1)?.kind).toBe('cut_off')
  })
})
