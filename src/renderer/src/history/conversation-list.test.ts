import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConversationSummary } from '../../../shared/domain/conversation'
import type { ConversationId } from '../../../shared/domain/ids'
import { ConversationList } from './conversation-list.svelte'

const idOf = (number: number): ConversationId => `c${number}` as ConversationId
const summary = (number: number, title = `Title ${number}`): ConversationSummary => ({
  id: idOf(number),
  title,
  createdAtMs: 0,
  updatedAtMs: 1_000_000 - number
})

/** Main as the window sees it: stored conversations, and a count of how often the list was read. */
class StoredConversations {
  all: ConversationSummary[]
  reads = 0
  broken = false
  /** Something that happens between two pages. */
  afterPage: () => void = () => undefined
  readonly #listeners = new Map<string, (event: unknown) => void>()

  constructor(count: number) {
    this.all = Array.from({ length: count }, (_, number) => summary(number))
  }

  readonly rill = {
    call: async (name: string, ask: Record<string, never>): Promise<unknown> => {
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

  #answer(name: string, ask: Record<string, never>): unknown {
    if (name === 'chat:live') return []
    if (name === 'conversations:list') return this.#page(ask['offset'] ?? 0, ask['limit'] ?? 0)
    if (name === 'conversations:delete') this.all = this.all.filter(({ id }) => id !== ask['conversationId'])
    if (name === 'conversations:restore') this.all = [...this.all, summary(1)]
    return {}
  }

  #page(offset: number, limit: number): readonly ConversationSummary[] {
    this.reads += 1
    const page = this.all.slice(offset, offset + limit)
    this.afterPage()
    return page
  }
}

let stored: StoredConversations
const open = (count: number): ConversationList => {
  stored = new StoredConversations(count)
  vi.stubGlobal('window', { rill: stored.rill })
  return new ConversationList()
}

beforeEach(() => vi.unstubAllGlobals())
afterEach(() => vi.unstubAllGlobals())

describe('the list of conversations', () => {
  it('reads page by page to the end and then asks no more', async () => {
    const list = open(450)
    await list.read()
    expect(list.shown).toHaveLength(200)
    await list.readMore()
    await list.readMore()
    expect(list.shown).toHaveLength(450)
    const reads = stored.reads
    await list.readMore()
    expect(stored.reads).toBe(reads)
  })

  it('shows a conversation once when it moves to the top between two pages', async () => {
    const list = open(300)
    await list.read()
    stored.afterPage = () => {
      const moved = stored.all.pop()
      if (moved) stored.all.unshift(moved)
    }
    await list.readMore()
    expect(new Set(list.shown.map(({ id }) => id)).size).toBe(list.shown.length)
    expect(list.shown.length).toBeGreaterThanOrEqual(299)
  })

  it('reads once for many changes that come while it reads', async () => {
    const list = open(3)
    const stop = list.follow()
    await vi.waitFor(() => expect(list.state).toBe('ready'))
    const reads = stored.reads
    stored.afterPage = () => {
      stored.afterPage = () => undefined
      stored.all = [summary(9, 'New'), ...stored.all]
      for (let change = 0; change < 20; change++) stored.push('conversations:changed')
    }
    stored.push('conversations:changed')
    await vi.waitFor(() => expect(list.shown[0]?.title).toBe('New'))
    expect(stored.reads - reads).toBe(2)
    stop()
    expect(stored.listenerCount).toBe(0)
  })

  it('takes a deleted one out at once and brings a restored one back', async () => {
    const list = open(3)
    await list.read()
    const deleting = list.delete(idOf(1))
    expect(list.shown.map(({ id }) => id)).not.toContain('c1')
    expect(await deleting).toBeNull()
    expect(await list.restore(idOf(1))).toBeNull()
    expect(list.shown.map(({ id }) => id)).toContain('c1')
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
