import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyContent } from '../../../shared/answer-content'
import { scratchDatabase, scratchFolder, type ScratchDatabase } from '../../history/scratch-database'
import { BAD_INPUT_FORMATS, type Said } from './bad-input.fixture'
import { fileWith, importFile, previewFile } from './imported-file.fixture'
import { IdSet } from './id-set'

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

/** A fixed sequence of whole numbers below `end`, the same in every run. */
function numbers(seed: number): (end: number) => number {
  let state = seed * 2_654_435_761
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * end)
  }
}

/** A tree of few ids, so that many of them come again; now and then a circle, or a parent that is not there. */
function oddTree(below: (end: number) => number): readonly Said[] {
  return Array.from({ length: 1 + below(7) }, (_, at) => ({
    id: `m${String(below(9))}`,
    parent: at === 0 || below(8) === 0 ? null : `m${String(below(9))}`,
    text: `text ${String(below(4))}`
  }))
}

/** A file of few conversations, of which many come again; what is left is cut off or spoilt now and then. */
function oddFile(file: (typeof BAD_INPUT_FORMATS)[number]['file'], below: (end: number) => number): string {
  const text = file(Array.from({ length: 1 + below(6) }, () => ({ id: `c${String(below(3))}`, said: oddTree(below) })))
  const how = below(6)
  if (how === 0) return text.slice(0, Math.floor(text.length * 0.8))
  return how === 1 ? text.replace('"text 1', '"text" 1') : text
}

const told = (work: Promise<unknown>): Promise<unknown> =>
  work.catch(({ fault }: { fault: unknown }) => ({ fault }))

describe('a dry run', () => {
  it.each(BAD_INPUT_FORMATS)('says of odd files what their import says: $format in $name', async ({ name, file }) => {
    const below = numbers(name.length)
    for (let round = 0; round < 40; round++) {
      const odd = fileWith(folder, `${String(round)}-${name}`, oddFile(file, below))
      const said = await told(previewFile(scratch, odd))
      expect(said).toEqual(await told(importFile(scratch, odd)))
    }
  })

  it('knows what the history refuses: an id or a run that another conversation has', async () => {
    const odd = fileWith(folder, 'history.json', rillFile([
      [{ message: 'a', run: 'r1' }, { message: 'b', on: 'a', run: 'r2' }],
      // Hangs on what the first one has.
      [{ message: 'a', run: 'r3' }, { message: 'c', on: 'a', run: 'r4' }],
      [{ message: 'd', run: 'r1' }],
      [{ message: 'a', run: 'r5' }, { message: 'e', run: 'r6' }]
    ]))
    const said = await previewFile(scratch, odd)
    expect(said).toMatchObject({ added: 2, messages: 3, problems: [{ kind: 'refused' }, { kind: 'refused' }] })
    expect(said).toEqual(await importFile(scratch, odd))
    expect(await previewFile(scratch, odd)).toEqual(await importFile(scratch, odd))
  })

  it('knows what becomes of a long conversation that is refused near its end and comes again', async () => {
    const many = Array.from({ length: 600 }, (_, at) => ({ message: `m${String(at)}`, run: `r${String(at)}` }))
    const spoilt = many.map((put, at) => (at === 590 ? { ...put, run: 'taken' } : put))
    const odd = fileWith(folder, 'history.json', rillFile([
      [{ message: 'a', run: 'taken' }],
      { id: 'long', puts: spoilt },
      // Has a message of the refused one, which is not there any more.
      [{ message: 'm1', run: 'r1' }],
      { id: 'long', puts: many.slice(2) }
    ]))
    const said = await previewFile(scratch, odd)
    expect(said).toMatchObject({ added: 3, messages: 600, problems: [{ kind: 'refused' }] })
    expect(said).toEqual(await importFile(scratch, odd))
    expect(await previewFile(scratch, odd)).toEqual(await importFile(scratch, odd))
  })

  it('knows that what a refused conversation has added to one that is here stays', async () => {
    const many = Array.from({ length: 600 }, (_, at) => ({ message: `m${String(at)}`, run: `r${String(at)}` }))
    await importFile(scratch, fileWith(folder, 'first.json', rillFile([{ id: 'long', puts: many.slice(0, 1) }])))
    const spoilt = many.map((put, at) => (at === 590 ? { ...put, run: 'taken' } : put))
    const odd = fileWith(folder, 'history.json', rillFile([
      [{ message: 'a', run: 'taken' }],
      { id: 'long', puts: spoilt },
      { id: 'long', puts: many }
    ]))
    const said = await previewFile(scratch, odd)
    expect(said).toMatchObject({ added: 1, grown: 1, problems: [{ kind: 'refused' }] })
    expect(said).toEqual(await importFile(scratch, odd))
  })
})

it('a set of many ids has those that were put into it, and no other', () => {
  const ids = new IdSet()
  const nameOf = (number: number): string => `${String(number)}-0000-4000-8000-${String(number * 7)}`
  for (let number = 0; number < 50_000; number++) {
    expect(ids.has(nameOf(number))).toBe(false)
    ids.add(nameOf(number))
    ids.add(nameOf(number))
  }
  for (let number = 0; number < 50_000; number++) expect(ids.has(nameOf(number))).toBe(true)
})

interface Put {
  readonly message: string
  readonly on?: string
  readonly run: string
}

type PutsOf = readonly Put[] | { readonly id: string; readonly puts: readonly Put[] }

/** Answers alone, in Rill's own form. */
function rillFile(conversations: readonly PutsOf[]): string {
  const times = { createdAtMs: 1_750_000_000_000, updatedAtMs: 1_750_000_000_000 }
  const settings = { providerId: 'p', model: 'm', systemPrompt: '', temperature: null, deletedAtMs: null, draft: null }
  const records = conversations.flatMap((one, at) => {
    const { id, puts } = 'puts' in one ? one : { id: `c${String(at)}`, puts: one }
    const content = emptyContent({ phase: 'ended', finish: 'stop', rawFinish: 'stop' })
    const messages = puts.map(({ message, on, run }) => ({
      message: {
        ...{ ...content, id: message, conversationId: id, parentId: on ?? null, role: 'assistant', text: 'x' },
        ...{ createdAtMs: times.createdAtMs, runId: run, providerId: 'p', model: 'm' }
      }
    }))
    return [{ conversation: { id, title: id, headId: null, ...settings, ...times } }, ...messages]
  })
  const head = { format: 'rill-history', version: 1, app: '1', exportedAtMs: times.createdAtMs }
  return `${JSON.stringify(head).slice(0, -1)},"records":[\n${[...records, { end: true }].map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`
}
