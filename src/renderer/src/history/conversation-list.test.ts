import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ListedConversation, ListPlace } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'
import { ConversationList } from './conversation-list.svelte'
import { ListSelection } from './list-selection.svelte'
import type { Section } from './list-sections'

const idOf = (number: number): ConversationId => `c${number}` as ConversationId
const listed = (number: number, title = `Title ${number}`): ListedConversation => ({
  id: idOf(number),
  title,
  createdAtMs: 0,
  updatedAtMs: 1_000_000 - number,
  folderId: null,
  pinnedAtMs: null,
  archivedAtMs: null,
  deletedAtMs: null,
  interrupted: false
})

/** Main as the window sees it: stored conversations, and which pages were read. */
class StoredConversations {
  all: ListedConversation[]
  readonly pages: string[] = []
  outlines = 0
  broken = false
  /** Something that happens while the list is read. */
  meanwhile: () => void = () => undefined
  readonly #listeners = new Map<string, (event: unknown) => void>()

  constructor(count: number) {
    this.all = Array.from({ length: count }, (_, number) => listed(number))
  }

  readonly rill = {
    call: async (name: string, ask: { place?: ListPlace; offset: number; limit: number }): Promise<unknown> => {
      await Promise.resolve()
      if (this.broken) return { ok: false, fault: { kind: 'database_unreadable', message: 'broken' } }
      return { ok: true, value: this.#answer(name, ask) }
    },
    on: (name: string, listener: (event: unknown) => void): (() => void) => {
      this.#listeners.set(name, listener)
      return () => this.#listeners.delete(name)
    }
  }

  push(name: string, event: unknown = {}): void {
    this.#listeners.get(name)?.(event)
  }

  get listenerCount(): number {
    return this.#listeners.size
  }

  #answer(name: string, { place, offset, limit }: { place?: ListPlace; offset: number; limit: number }): unknown {
    if (name === 'chat:live' || name === 'folders:list') return []
    if (name === 'conversations:outline') {
      this.outlines += 1
      this.meanwhile()
      return { pinned: 0, days: [{ startMs: 0, count: this.all.length }], archived: 0, trashed: 0 }
    }
    if (name !== 'conversations:list' || place?.kind !== 'inbox') return []
    this.pages.push(`${String(offset)}+${String(limit)}`)
    return this.all.slice(offset, offset + limit)
  }
}

let stored: StoredConversations
const open = (count: number): ConversationList => {
  stored = new StoredConversations(count)
  vi.stubGlobal('window', { rill: stored.rill })
  return new ConversationList()
}

const days = (list: ConversationList): Section => {
  const section = list.sections[0]
  if (!section) throw new Error('nothing is listed')
  return section
}

beforeEach(() => vi.unstubAllGlobals())
afterEach(() => vi.unstubAllGlobals())

describe('the list of conversations', () => {
  it('knows how many there are from the first page on, and reads only what is looked at', async () => {
    const list = open(100_000)
    await list.read()
    expect(days(list).count).toBe(100_000)
    expect(stored.pages).toEqual(['0+100'])
    await list.want([{ section: days(list), from: 50_000, to: 50_040 }])
    expect(stored.pages).toEqual(['0+100', '50000+100'])
    expect(list.at({ section: days(list), index: 50_020 })?.id).toBe(idOf(50_020))
    expect(list.at({ section: days(list), index: 70_000 })).toBeUndefined()
    await list.want([{ section: days(list), from: 50_000, to: 50_040 }])
    expect(stored.pages).toHaveLength(2)
  })

  it('holds a bounded number of pages, however far it is scrolled', async () => {
    const list = open(20_000)
    await list.read()
    for (let from = 0; from < 20_000; from += 100) await list.want([{ section: days(list), from, to: from + 40 }])
    expect(list.at({ section: days(list), index: 5_000 })).toBeUndefined()
    expect(list.at({ section: days(list), index: 19_900 })?.id).toBe(idOf(19_900))
  })

  it('reads once for many changes that come while it reads, and then what is looked at', async () => {
    const list = open(3)
    const stop = list.follow()
    await vi.waitFor(() => expect(list.state).toBe('ready'))
    const before = stored.outlines
    stored.meanwhile = () => {
      stored.meanwhile = () => undefined
      stored.all = [listed(9, 'New'), ...stored.all]
      for (let change = 0; change < 20; change++) stored.push('conversations:changed')
    }
    stored.push('history:changed')
    await vi.waitFor(() => expect(list.shown[0]?.title).toBe('New'))
    await list.read()
    expect(stored.outlines - before).toBeLessThanOrEqual(3)
    stop()
    expect(stored.listenerCount).toBe(0)
  })

  it('names every row of a range, whether it was read or not', async () => {
    const list = open(2_500)
    await list.read()
    const ids = await list.ids(days(list), 10, 2_400)
    expect(ids).toHaveLength(2_390)
    expect(ids.at(-1)).toBe(idOf(2_399))
  })

  it('says when rows that are looked at cannot be read, and reads them when asked again', async () => {
    const list = open(300)
    await list.read()
    stored.broken = true
    await list.want([{ section: days(list), from: 200, to: 240 }])
    expect(list.at({ section: days(list), index: 220 })).toBeUndefined()
    expect(list.pageFault?.kind).toBe('database_unreadable')
    stored.broken = false
    await list.read()
    expect(list.at({ section: days(list), index: 220 })?.id).toBe(idOf(220))
    expect(list.pageFault).toBeNull()
  })

  it('begins a range at the conversation that was chosen, wherever it stands by now', async () => {
    const list = open(300)
    await list.read()
    await list.want([{ section: days(list), from: 100, to: 140 }])
    const selection = new ListSelection(list)
    selection.toggle(idOf(120), 120)
    stored.all = [listed(999), listed(998), ...stored.all]
    await list.read()
    expect(list.placeOf(idOf(120))?.index).toBe(122)
    await selection.extendTo(125, { id: null, position: 0 })
    expect(selection.ids).toEqual([120, 121, 122, 123].map(idOf))
  })

  it('keeps what it shows when a later read fails, and says so when the first one does', async () => {
    const list = open(2)
    await list.read()
    stored.broken = true
    await list.read()
    expect(list.state).toBe('ready')
    expect(list.shown).toHaveLength(2)

    const other = open(2)
    stored.broken = true
    await other.read()
    expect(other.state).toBe('failed')
    expect(other.fault?.kind).toBe('database_unreadable')
  })
})
