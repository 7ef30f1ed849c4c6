import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MessageId } from '../../../shared/domain/ids'
import { conversationOf, questionOf } from '../../history/sample-turns'
import { scratchDatabase, scratchFolder, type ScratchDatabase } from '../../history/scratch-database'
import { soundness } from '../../history/soundness'
import { chatGptConversation } from './chatgpt.fixture'
import { fileWith, importFile, previewFile, shownIn } from './imported-file.fixture'
import { zipOf } from './zip.fixture'

let scratch: ScratchDatabase
let folder: string

beforeEach(() => {
  scratch = scratchDatabase()
  folder = scratchFolder()
})
afterEach(() => {
  scratch.remove()
  rmSync(folder, { recursive: true })
})

async function kindOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'none', (error: { fault?: { kind: string } }) => error.fault?.kind ?? 'not a fault')
}

/** Nothing of it is shown, and the database is as it was. */
function expectUntouched(): void {
  expect(shownIn(scratch)).toEqual([])
  expect(scratch.readable.get('select count(*) as count from message')).toEqual({ count: 0 })
  expect(soundness(scratch.readable)).toBeNull()
}

describe('ChatGPT', () => {
  it('brings the tree, the shown branch, thoughts, code and what it gave, without what was hidden', async () => {
    const zip = zipOf([
      { name: 'user.json', bytes: Buffer.from('{"email":"me@x.example"}') },
      { name: 'conversations.json', bytes: Buffer.from(JSON.stringify([chatGptConversation()])) }
    ])
    const counts = await importFile(scratch, fileWith(folder, 'export.zip', zip))
    expect(counts).toMatchObject({ format: 'chatgpt', added: 1, messages: 7, problems: [], titles: ['Counting primes'] })
    const [shown] = shownIn(scratch)
    expect(shown?.lines).toEqual([
      'user: [image: primes.png]\n\n[file: list.txt]\n\nHow many primes are here?',
      'assistant: ',
      'tool: 4',
      'assistant: There are **four**.',
      'user: Say it in Chinese',
      'assistant: 一共有四个素数。'
    ])
    const [question, called, , answer, , last] = shown?.messages ?? []
    expect(question?.createdAtMs).toBe(1_700_000_001_000)
    expect(called).toMatchObject({
      reasoning: '**Looking**\n\nI had better count.',
      toolCalls: [{ name: 'python', arguments: '{"input":"print(4)"}' }]
    })
    expect(answer).toMatchObject({ model: 'gpt-5-thinking', providerId: 'imported', state: { phase: 'ended' } })
    expect(last).toMatchObject({ state: { finish: 'length' } })
    expect(last?.siblings).toHaveLength(2)
  })

  it('finds everything again the second time, and what has been added since', async () => {
    const conversation = chatGptConversation()
    const file = fileWith(folder, 'conversations.json', [conversation])
    await importFile(scratch, file)
    const before = shownIn(scratch)
    expect(await previewFile(scratch, file)).toMatchObject({ added: 0, grown: 0, known: 1, messages: 0 })
    expect(await importFile(scratch, file)).toMatchObject({ added: 0, grown: 0, known: 1, messages: 0 })
    expect(shownIn(scratch)).toEqual(before)

    const mapping = conversation['mapping'] as Record<string, object>
    const message = { author: { role: 'user' }, create_time: 1_700_000_050, content: { content_type: 'text', parts: ['And more?'] } }
    const grown = {
      ...conversation,
      update_time: 1_700_000_050,
      current_node: 'q3',
      mapping: { ...mapping, q3: { id: 'q3', parent: 'a2b', children: [], message } }
    }
    const later = fileWith(folder, 'later.json', [grown])
    expect(await previewFile(scratch, later)).toMatchObject({ added: 0, grown: 1, messages: 1 })
    expect(await importFile(scratch, later)).toMatchObject({ added: 0, grown: 1, messages: 1 })
    expect(shownIn(scratch)[0]?.lines.at(-1)).toBe('user: And more?')
  })

  it('says the same in a dry run, and writes nothing in it', async () => {
    const file = fileWith(folder, 'x.json', [chatGptConversation('a'), chatGptConversation('b'), chatGptConversation('a')])
    const dry = await previewFile(scratch, file)
    expectUntouched()
    expect(await importFile(scratch, file)).toEqual(dry)
    expect(dry).toMatchObject({ added: 2, known: 1, messages: 14 })
  })

  it('leaves out nodes that hang on each other in a circle, and says how many', async () => {
    const conversation = chatGptConversation()
    const said = (words: string) => ({ author: { role: 'user' }, content: { content_type: 'text', parts: [words] } })
    const circle = { x: { parent: 'y', message: said('x') }, y: { parent: 'x', message: said('y') } }
    const mapping = { ...(conversation['mapping'] as object), ...circle }
    const counts = await importFile(scratch, fileWith(folder, 'c.json', [{ ...conversation, mapping }]))
    expect(counts).toMatchObject({ added: 1, messages: 7, problems: [{ kind: 'left_out', messages: 2, title: 'Counting primes' }] })
  })

  it('takes wrong dates, lone halves of characters and NUL as they can be taken', async () => {
    const conversation = chatGptConversation()
    const mapping = conversation['mapping'] as Record<string, { message: { create_time: unknown; content: unknown } | null }>
    const q2 = mapping['q2']?.message
    if (q2) Object.assign(q2, { create_time: -1e300, content: { content_type: 'text', parts: ['a\ud800b\u0000c'] } })
    const wrong = { ...conversation, create_time: 'yesterday', update_time: 9e99 }
    await importFile(scratch, fileWith(folder, 'c.json', [wrong]))
    const question = shownIn(scratch)[0]?.messages[4]
    expect(question).toMatchObject({ text: 'a\ufffdb\ufffdc', createdAtMs: 1_700_000_006_000 })
    expect(soundness(scratch.readable)).toBeNull()
  })

  it('walks a tree of twenty thousand nodes one below the other', async () => {
    const nodes = Array.from({ length: 20_000 }, (_, at) => {
      const content = { content_type: 'text', parts: [`m${String(at)}`] }
      const author = { role: at % 2 === 0 ? 'user' : 'assistant' }
      return [`n${String(at)}`, { parent: at === 0 ? null : `n${String(at - 1)}`, message: { author, content } }] as const
    })
    const deep = { ...chatGptConversation(), mapping: Object.fromEntries(nodes), current_node: 'n19999' }
    expect(await importFile(scratch, fileWith(folder, 'c.json', [deep]))).toMatchObject({ added: 1, messages: 20_000 })
    expect(shownIn(scratch)[0]?.lines.at(-1)).toBe('assistant: m19999')
  }, 30_000)
})

describe('files that are not well', () => {
  const good = chatGptConversation

  it.each<readonly [string, string | Buffer | object, string]>([
    ['another app', [{ entries: [1, 2] }, { entries: [] }], 'file_not_known'],
    ['no JSON', 'this is a letter, and no export', 'file_not_known'],
    ['nothing', '', 'file_not_known'],
    ['bytes', Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7) % 256)), 'file_not_known'],
    ['a zip of something else', zipOf([{ name: 'photo.jpg', bytes: Buffer.alloc(100) }]), 'file_not_known'],
    ['a cut zip', zipOf([{ name: 'conversations.json', bytes: Buffer.from('[]') }]).subarray(0, 40), 'file_damaged'],
    ['a zip that climbs out', zipOf([{ name: '../conversations.json', bytes: Buffer.from('[]') }]), 'file_unsafe'],
    ['an absolute path', zipOf([{ name: '/conversations.json', bytes: Buffer.from('[]') }]), 'file_unsafe'],
    ['a bomb', zipOf([{ name: 'conversations.json', bytes: Buffer.alloc(80 * 1024 * 1024, ' ') }]), 'file_unsafe'],
    [
      'a bomb that hides its size',
      zipOf([{ name: 'conversations.json', bytes: Buffer.alloc(80 * 1024 * 1024, ' '), saysBytes: 1_000 }]),
      'file_damaged'
    ],
    ['a later version of Rill', { format: 'rill-history', version: 2, records: [] }, 'file_newer']
  ])('%s is refused with a fault of its own', async (name, content, kind) => {
    expect(await kindOf(importFile(scratch, fileWith(folder, `${name}.json`, content)))).toBe(kind)
    expectUntouched()
  })

  it('a file that is not there is refused', async () => {
    expect(await kindOf(importFile(scratch, `${folder}/no-such.json`))).toBe('file_unreadable')
    expect(await kindOf(importFile(scratch, folder))).toBe('file_unreadable')
  })

  it('a file cut in the middle brings what came before, and says so', async () => {
    const whole = JSON.stringify([good('a', 'First'), good('b', 'Second')])
    const counts = await importFile(scratch, fileWith(folder, 'cut.json', whole.slice(0, -200)))
    expect(counts).toMatchObject({ added: 1, titles: ['First'], problems: [{ kind: 'cut_off' }] })
  })

  it('a cut file of Rill\'s own shows what has come of its last conversation', async () => {
    const conversation = conversationOf({ title: 'Cut' })
    const question = questionOf(conversation.id, null, 'Was it here?')
    const further = questionOf(conversation.id, question.id, 'This never came.')
    const stored = { ...conversation, headId: further.id, deletedAtMs: null, draft: null }
    const head = '{"format":"rill-history","version":1,"records":['
    const records = [{ conversation: stored }, { message: question }, { message: further }]
    const whole = head + records.map((record) => JSON.stringify(record)).join(',\n')
    const counts = await importFile(scratch, fileWith(folder, 'cut.json', whole.slice(0, -20)))
    expect(counts).toMatchObject({ added: 1, messages: 1 })
    expect(shownIn(scratch)).toMatchObject([{ title: 'Cut', lines: ['user: Was it here?'] }])
  })

  it('a time that no calendar has is reported: the list could not name its day', async () => {
    const times = [-9e15, 9e15].map((atMs) => ({ ...conversationOf(), createdAtMs: 0, updatedAtMs: atMs }))
    const records = times.map((one) => ({ conversation: { ...one, headId: null, deletedAtMs: null, draft: null } }))
    const file = { format: 'rill-history', version: 1, records: [...records, { end: true }] }
    const { added, problemCount } = await importFile(scratch, fileWith(folder, 'far.json', file))
    expect([added, problemCount]).toEqual([0, 2])
  })

  it('a bad record is reported and the rest imported', async () => {
    const records = [
      JSON.stringify(good('a', 'First')),
      '{"mapping": {"x": nonsense}}',
      JSON.stringify({ title: 'Empty', id: 'e', mapping: {} }),
      JSON.stringify({ title: 'Odd' }),
      JSON.stringify(good('b', 'Last'))
    ]
    const counts = await importFile(scratch, fileWith(folder, 'odd.json', `[${records.join(',\n')}]`))
    expect(counts).toMatchObject({ added: 2, problemCount: 3, titles: ['First', 'Last'] })
    expect(counts.problems).toEqual([
      { kind: 'not_json', record: 2, title: '', messages: 0 },
      { kind: 'no_messages', record: 3, title: 'Empty', messages: 0 },
      { kind: 'not_a_conversation', record: 4, title: 'Odd', messages: 0 }
    ])
  })

  it('a message of a hundred megabytes is reported and the rest imported', async () => {
    const huge = JSON.stringify(good('h', 'Huge')).replace('print(4)', 'x'.repeat(100 * 1024 * 1024))
    const large = JSON.stringify(good('l', 'Large')).replace('How many primes', 'y'.repeat(9 * 1024 * 1024))
    const file = fileWith(folder, 'huge.json', `[${huge},${large},${JSON.stringify(good('b', 'Last'))}]`)
    const counts = await importFile(scratch, file)
    expect(counts).toMatchObject({ added: 1, titles: ['Last'] })
    expect(counts.problems.map(({ kind, record }) => [kind, record])).toEqual([['too_large', 1], ['too_large', 2]])
  }, 30_000)

  it('what comes twice in one file is there once, and one id in two conversations spoils neither', async () => {
    const [first, other] = [good('a', 'First'), good('b', 'Other')]
    const file = fileWith(folder, 'twice.json', [first, first, other, { ...good('b', 'Other'), title: 'Renamed' }])
    const counts = await importFile(scratch, file)
    expect(shownIn(scratch).map(({ title, messages }) => [title, messages.length])).toEqual([['First', 6], ['Other', 6]])
    expect(counts).toMatchObject({ added: 2, messages: 14 })
    const ids = scratch.readable.all<{ id: string }>('select id from message').map(({ id }) => id)
    expect(new Set(ids).size).toBe(14)
    expect(soundness(scratch.readable)).toBeNull()
  })

  it('a conversation the history refuses is reported, and nothing of it stays', async () => {
    const file = fileWith(folder, 'a.json', [good('a', 'First'), good('b', 'Last')])
    await importFile(scratch, file)
    const other = scratchDatabase()
    // The id of a message is taken by another conversation: its children would hang on nothing here.
    const taken = scratch.readable.get<{ id: MessageId }>('select id from message order by row limit 1')
    const conversation = conversationOf({ title: 'Z' })
    const question = { ...questionOf(conversation.id, null), ...taken }
    other.writer.begin({ conversation, messages: [question] })
    try {
      const counts = await importFile(other, file)
      expect(counts).toMatchObject({ added: 1, titles: ['Last'], problems: [{ kind: 'refused', title: 'First' }] })
      expect(shownIn(other).map(({ title }) => title)).toEqual(['Last', 'Z'])
    } finally {
      other.remove()
    }
  })
})
