import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scratchDatabase, scratchFolder, type ScratchDatabase } from '../../history/scratch-database'
import { soundness } from '../../history/soundness'
import { BAD_INPUT_FORMATS, type BadInputFormat, type Said } from './bad-input.fixture'
import { fileWith, importFile, previewFile, shownIn } from './imported-file.fixture'
import { zipOf, type ZipPart } from './zip.fixture'

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

/** A conversation that is well, with these words in it. */
function well(id: string): { id: string; said: readonly Said[] } {
  return { id, said: [{ id: 'a', parent: null, text: `q ${id}` }, { id: 'b', parent: 'a', text: `r ${id}` }] }
}

const asked = (...texts: readonly string[]): readonly Said[] =>
  texts.map((text, at) => ({ id: `m${String(at)}`, parent: at === 0 ? null : `m${String(at - 1)}`, text }))

interface Outcome {
  readonly words: readonly string[]
  readonly said: readonly string[]
}

/** The words of every conversation, and the problems that are said; a dry run says the same of them. */
async function outcome(name: string, content: string | Buffer): Promise<Outcome> {
  const file = fileWith(folder, name, content)
  const dry = await previewFile(scratch, file)
  const { problems } = await importFile(scratch, file)
  expect(dry.problems).toEqual(problems)
  expect(soundness(scratch.readable)).toBeNull()
  const words = shownIn(scratch).map(({ messages }) => messages.map(({ text }) => text).join('/'))
  return { words: words.sort(), said: problems.map(({ kind, messages }) => (messages > 0 ? `${kind} ${String(messages)}` : kind)) }
}

const [A, B] = ['q A/r A', 'q B/r B']

describe.each(BAD_INPUT_FORMATS)('$format in $name', (format: BadInputFormat) => {
  const { name, file } = format
  const isLines = name.endsWith('.jsonl')
  const three = (): string => file([well('A'), well('X'), well('B')])
  const isRill = format.format === 'rill'

  it('cut in the middle: what came before is there, and that is said once', async () => {
    const whole = file([well('A'), well('B')])
    const { words, said } = await outcome(name, whole.slice(0, whole.indexOf('r B') + 1))
    expect(words).toEqual(isRill ? [A, 'q B'] : [A])
    expect(said).toEqual([isLines ? 'not_json' : 'cut_off'])
  })

  it('no JSON in one record: the others are there', async () => {
    const { words, said } = await outcome(name, three().replace('"r X"', 'nonsense'))
    expect(words).toEqual(isRill ? [A, B, 'q X'] : [A, B])
    expect(said).toEqual(['not_json'])
  })

  it('a bracket too many in one record: the others are there', async () => {
    const { words, said } = await outcome(name, three().replace('"r X"', '"r X"}]}'))
    expect(words.filter((one) => !one.includes('X'))).toEqual([A, B])
    // Where the record is whole before the bracket nothing is missing.
    expect(said.length > 0 || words.includes('q X/r X')).toBe(true)
    expect(said).not.toContain('cut_off')
  })

  it('a string that does not end: it is said that something is missing', async () => {
    const { words, said } = await outcome(name, three().replace('"r X"', '"r X'))
    expect(words).toContain(A)
    expect(said).toEqual([isLines ? 'not_json' : 'cut_off'])
  })

  it('a message of a hundred megabytes: it is said, and the others are there', async () => {
    const huge = { id: 'X', said: asked('x'.repeat(100 * 1024 * 1024)) }
    const { words, said } = await outcome(name, file([well('A'), huge, well('B')]))
    expect(words).toEqual(isRill ? ['', A, B] : [A, B])
    expect(said).toEqual([isRill ? 'left_out 1' : 'too_large'])
  }, 60_000)

  it('lone halves of characters and NUL become the sign for what cannot be shown', async () => {
    const { words, said } = await outcome(name, file([{ id: 'A', said: asked('a\ud800b', '\udc00', 'c\u0000d') }]))
    expect({ words, said }).toEqual({ words: ['a\ufffdb/\ufffd/c\ufffdd'], said: [] })
  })

  it('wrong dates lose no message of another app, and are said of one of Rill\'s own', async () => {
    const dates = ['yesterday', 1e300, -5, null]
    const said = dates.map((at, nth) => ({ id: `m${String(nth)}`, parent: nth === 0 ? null : `m${String(nth - 1)}`, text: String(nth), at }))
    const found = await outcome(name, file([{ id: 'A', said }, well('B')]))
    expect(found.words).toEqual(isRill ? ['', B] : ['0/1/2/3', B])
    expect(found.said).toEqual(isRill ? ['left_out 4'] : [])
    const times = scratch.readable.all<{ at: number }>('select created_at_ms as at from message')
    for (const { at } of times) expect(Math.abs(at)).toBeLessThan(8.64e15)
  })

  it('in other bytes than UTF-8, and empty: it is none that can be imported, and nothing is there', async () => {
    const none = { fault: { kind: 'file_not_known' } }
    for (const bytes of [Buffer.from(`\ufeff${three()}`, 'utf16le'), '', '[]', '{}', ' \n']) {
      await expect(importFile(scratch, fileWith(folder, name, bytes))).rejects.toMatchObject(none)
    }
    expect(shownIn(scratch)).toEqual([])
  })
})

describe.each(BAD_INPUT_FORMATS.filter(({ hasTree }) => hasTree))('the tree of $format', ({ format, name, file }) => {
  const circle = [{ id: 'x', parent: 'y', text: 'x' }, { id: 'y', parent: 'x', text: 'y' }]
  const twice = { id: 'b', parent: 'a', text: 'other' }

  it('a circle is left out, and said', async () => {
    const said = [...well('A').said, ...circle, { id: 'z', parent: 'z', text: 'z' }]
    expect(await outcome(name, file([{ id: 'A', said }, well('B')]))).toEqual({ words: [A, B], said: ['left_out 3'] })
  })

  it('nothing but a circle is said, and the next conversation is there', async () => {
    const { words, said } = await outcome(name, file([{ id: 'A', said: circle }, well('B')]))
    expect(words.filter((one) => one !== '')).toEqual([B])
    expect(said).toEqual([format === 'rill' ? 'left_out 2' : 'no_messages'])
  })

  it('an id that is there twice does not break the tree', async () => {
    const said = [...well('A').said, twice, { id: 'c', parent: 'b', text: 'after' }]
    const found = await outcome(name, file([{ id: 'A', said }]))
    // A JSON object holds a name once: of ChatGPT's nodes the last of that name is the one that is there.
    if (format === 'chatgpt') expect(found).toEqual({ words: ['q A/other/after'], said: [] })
    else expect(found).toEqual({ words: ['q A/r A/after'], said: ['left_out 1'] })
  })

  it('a conversation that is there twice is one, with the messages of both', async () => {
    const more = [...well('A').said.slice(0, 1), { id: 'c', parent: 'a', text: 'another branch' }]
    await outcome(name, file([well('A'), { id: 'A', said: more }]))
    expect(shownIn(scratch)).toHaveLength(1)
    const texts = scratch.readable.all<{ text: string }>('select text from message order by text').map(({ text }) => text)
    expect(texts).toEqual(['another branch', 'q A', 'r A'])
  })
})

describe.each(BAD_INPUT_FORMATS.filter(({ name }) => name === 'conversations.json'))('a zip of $format', ({ name, file }) => {
  const whole = (): Buffer => zipOf([{ name, bytes: Buffer.from(file([well('A'), well('B')])) }])
  const faultOf = (bytes: Buffer): Promise<string> =>
    importFile(scratch, fileWith(folder, 'export.zip', bytes)).then(
      () => 'none',
      (error: { fault: { kind: string } }) => error.fault.kind
    )

  it('is read when it is whole, and refused wherever it is cut', async () => {
    for (const part of [0.1, 0.5, 0.9, 0.99]) {
      expect(await faultOf(whole().subarray(0, Math.floor(whole().length * part)))).toBe('file_damaged')
    }
    expect(shownIn(scratch)).toEqual([])
    expect(await faultOf(whole())).toBe('none')
    expect(shownIn(scratch)).toHaveLength(2)
  })

  it('with bytes turned in what it packs brings nothing that is wrong', async () => {
    const bytes = whole()
    bytes.fill(0xff, 60, 90)
    expect(await faultOf(bytes)).toBe('file_damaged')
    expect(shownIn(scratch)).toEqual([])
  })

  it.each(['../conversations.json', '/conversations.json', 'a/../../conversations.json', 'C:/conversations.json'])(
    'that names %s is not opened',
    async (path) => {
      const good: ZipPart = { name, bytes: Buffer.from(file([well('A')])) }
      expect(await faultOf(zipOf([good, { name: path, bytes: Buffer.from('[]') }]))).toBe('file_unsafe')
      expect(shownIn(scratch)).toEqual([])
    }
  )

  it('that unpacks to far more than it holds is not opened', async () => {
    expect(await faultOf(zipOf([{ name, bytes: Buffer.alloc(70 * 1024 * 1024, ' ') }]))).toBe('file_unsafe')
  })

  it('whose parts are the same bytes again and again is not opened', async () => {
    const part = Buffer.alloc(2 * 1024 * 1024, 'abcdefghij'.repeat(20))
    const names = Array.from({ length: 60 }, (_, at) => `conversations-${String(at).padStart(3, '0')}.json`)
    expect(await faultOf(zipOf(names.map((one) => ({ name: one, bytes: part })), true))).toBe('file_unsafe')
  })
})
