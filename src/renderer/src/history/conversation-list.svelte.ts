import type { ListedConversation } from '../../../shared/domain/conversation'
import type { ListedFolder } from '../../../shared/domain/folder'
import type { ConversationId } from '../../../shared/domain/ids'
import type { Fault } from '../../../shared/fault'
import type { Reply } from '../../../shared/ipc/calls'
import type { ListOutline } from '../../../shared/ipc/list-calls'
import { call, on } from '../bridge'
import { nameOf, PAGE_SIZE, pagesOf, rowIn, withPages, type Page, type PageName } from './list-pages'
import { partOf, sectionsOf, type Section, type ShownPlace, type Stop } from './list-sections'

export type ListState = 'loading' | 'ready' | 'failed'

const FIRST: readonly PageName[] = [
  { place: { kind: 'pinned' }, page: 0 },
  { place: { kind: 'inbox' }, page: 0 }
]
/** Ids that are read at once for a selection. */
const IDS_TOGETHER = 1_000

/** The list of the sidebar: how much each part has, and the pages that are looked at, in step with main. */
export class ConversationList {
  #outline = $state.raw<ListOutline | null>(null)
  #folders = $state.raw<readonly ListedFolder[]>([])
  #pages = $state.raw<ReadonlyMap<string, Page>>(new Map())
  #liveIds = $state.raw<ReadonlySet<ConversationId>>(new Set())
  #state = $state<ListState>('loading')
  #fault = $state.raw<Fault | null>(null)
  #pageFault = $state.raw<Fault | null>(null)
  #wanted: readonly PageName[] = FIRST
  #reading: Promise<void> | null = null
  #readAgain = false
  readonly #coming = new Set<string>()
  place = $state<ShownPlace>('all')
  renamingId = $state.raw<string | null>(null)

  readonly sections = $derived<readonly Section[]>(
    this.#outline ? sectionsOf(this.place, this.#outline, this.#folders) : []
  )

  get state(): ListState {
    return this.#state
  }

  get fault(): Fault | null {
    return this.#fault
  }

  /** Why some rows that are looked at could not be read; null while they can. */
  get pageFault(): Fault | null {
    return this.#pageFault
  }

  get folders(): readonly ListedFolder[] {
    return this.#folders
  }

  /** Whether the place that is shown has nothing in it. */
  get empty(): boolean {
    return this.#state === 'ready' && this.sections.every(({ kind, count }) => kind !== 'folder' && count === 0)
  }

  /** The newest that were read, for those who only want a few. */
  get shown(): readonly ListedConversation[] {
    const all = FIRST.flatMap((name) => this.#pages.get(nameOf(name)) ?? [])
    // One that is pinned while they are read may be in both.
    return [...new Map(all.map((conversation) => [conversation.id, conversation])).values()]
  }

  isLive(id: ConversationId): boolean {
    return this.#liveIds.has(id)
  }

  /** Undefined while its page is being read. */
  at({ section, index }: Stop): ListedConversation | undefined {
    return rowIn(this.#pages, section.place, section.offset + index)
  }

  /** Where a conversation stands; null when it is not among what was read of what is shown. */
  placeOf(id: ConversationId): Stop | null {
    for (const section of this.sections) {
      for (const [name, page] of this.#pages) {
        const at = name.startsWith(`${partOf(section.place)}:`) ? page.findIndex((row) => row.id === id) : -1
        if (at === -1) continue
        const index = Number(name.slice(name.lastIndexOf(':') + 1)) * PAGE_SIZE + at - section.offset
        if (index >= 0 && index < section.count) return { section, index }
      }
    }
    return null
  }

  /** Undefined when it is not among what was read. */
  find(id: string): ListedConversation | undefined {
    for (const page of this.#pages.values()) {
      const found = page.find((conversation) => conversation.id === id)
      if (found) return found
    }
    return undefined
  }

  titleOf(id: ConversationId): string {
    return this.find(id)?.title ?? ''
  }

  /** Reads what is there and follows what changes; returns the way to stop. */
  follow(): () => void {
    void this.read()
    void call('chat:live', {}).then((reply) => {
      if (reply.ok) this.#setLive(reply.value)
    })
    const stops = [
      on('conversations:changed', () => void this.read()),
      on('history:changed', () => void this.read()),
      on('chat:live', (runs) => this.#setLive(runs))
    ]
    return () => stops.forEach((stop) => stop())
  }

  /** Reads again what is looked at. Changes that come while it reads are read once, after it. */
  read(): Promise<void> {
    this.#readAgain = this.#reading !== null
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  /** Has these rows read, and what else is looked at forgotten. */
  want(rows: readonly { section: Section; from: number; to: number }[]): Promise<void> {
    this.#wanted = rows.flatMap(({ section: { place, offset }, from, to }) =>
      pagesOf(place, offset + from, offset + to)
    )
    return this.#readMissing(this.#wanted)
  }

  /** Resolves when this row is there, if it can be read. */
  async reach({ section, index }: Stop): Promise<void> {
    await this.#readMissing(pagesOf(section.place, section.offset + index, section.offset + index + 1))
  }

  /** The ids of these rows, whether they are on the page or not. */
  async ids(section: Section, from: number, to: number): Promise<readonly ConversationId[]> {
    const ids: ConversationId[] = []
    for (let at = from; at < to; at += IDS_TOGETHER) {
      const ask = { place: section.place, offset: section.offset + at, limit: Math.min(IDS_TOGETHER, to - at) }
      const reply = await call('conversations:list', ask)
      if (reply.ok) ids.push(...reply.value.map(({ id }) => id))
    }
    return ids
  }

  async #readAll(): Promise<void> {
    do {
      this.#readAgain = false
      const [outline, folders, pages] = await Promise.all([
        call('conversations:outline', { nowMs: Date.now() }),
        call('folders:list', {}),
        this.#readPages([...FIRST, ...this.#wanted])
      ])
      const opened = folders.ok && !this.#outline ? await this.#readPages(inOpenFolders(folders.value)) : []
      this.#take(outline, folders, [...pages, ...opened])
    } while (this.#readAgain)
  }

  /** What was read before and not now may be another by now. */
  #take(
    outline: Reply<ListOutline>,
    folders: Reply<readonly ListedFolder[]>,
    pages: readonly (readonly [string, Page])[]
  ): void {
    const fault = !outline.ok ? outline.fault : !folders.ok ? folders.fault : null
    this.#fault = fault
    if (outline.ok && folders.ok) {
      this.#outline = outline.value
      this.#folders = folders.value
      this.#pages = withPages(new Map(), pages)
      this.#state = 'ready'
      // What came meanwhile was left out.
      void this.#readMissing(this.#wanted)
    } else if (!this.#outline) this.#state = 'failed'
  }

  async #readMissing(names: readonly PageName[]): Promise<void> {
    const missing = names.filter((name) => !this.#pages.has(nameOf(name)) && !this.#coming.has(nameOf(name)))
    if (missing.length === 0) return
    missing.forEach((name) => this.#coming.add(nameOf(name)))
    const read = await this.#readPages(missing)
    missing.forEach((name) => this.#coming.delete(nameOf(name)))
    this.#pages = withPages(this.#pages, [...this.#lookedAt(), ...read])
  }

  /** The last to be forgotten. */
  #lookedAt(): readonly (readonly [string, Page])[] {
    return this.#wanted.flatMap((name): [string, Page][] => {
      const page = this.#pages.get(nameOf(name))
      return page ? [[nameOf(name), page]] : []
    })
  }

  async #readPages(names: readonly PageName[]): Promise<readonly (readonly [string, Page])[]> {
    const unique = [...new Map(names.map((name) => [nameOf(name), name])).values()]
    let fault: Fault | null = null
    const read = await Promise.all(unique.map(async (name): Promise<[string, Page] | null> => {
      const { place, page } = name
      const reply = await call('conversations:list', { place, limit: PAGE_SIZE, offset: page * PAGE_SIZE })
      if (!reply.ok) fault = reply.fault
      return reply.ok ? [nameOf(name), reply.value] : null
    }))
    if (unique.length > 0) this.#pageFault = fault
    return read.filter((one) => one !== null)
  }

  #setLive(runs: readonly { readonly conversationId: ConversationId }[]): void {
    this.#liveIds = new Set(runs.map((run) => run.conversationId))
  }
}

/** The beginnings of what is open, as far as a screen goes. */
function inOpenFolders(folders: readonly ListedFolder[]): readonly PageName[] {
  const open = folders.filter(({ open, count }) => open && count > 0).slice(0, 20)
  return open.map(({ id }) => ({ place: { kind: 'folder', folderId: id }, page: 0 }))
}
