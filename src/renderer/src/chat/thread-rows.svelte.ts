import { SvelteMap } from 'svelte/reactivity'
import type { MessageId } from '../../../shared/domain/ids'
import type { Message, ToolResult } from '../../../shared/domain/message'
import type { Reply, ThreadOutline } from '../../../shared/ipc/calls'
import { joinedOutline, outlineOf, rowsOf, type ThreadRow } from './thread-row'

export interface RowPorts {
  readonly outline: (headId: MessageId) => Promise<Reply<ThreadOutline>>
  readonly read: (ids: readonly MessageId[]) => Promise<Reply<readonly Message[]>>
}

/** How many rows beyond those on the page are read ahead, on each side. */
const AHEAD = 12
const MOST_READ_AT_ONCE = 100
/** How many messages are kept; those farthest from the page go first, and are read again when they are needed. */
const MOST_KEPT = 300
const NOTHING: ThreadOutline = { ids: [], roles: [], sizes: [] }

/** The messages of one conversation: of all of them where they stand, and of those near the page their texts. */
export class ThreadRows {
  #outline = NOTHING
  #list = $state.raw<readonly ThreadRow[]>([])
  readonly #messages = new SvelteMap<MessageId, Message>()
  #end = new Set<MessageId>()
  #takes = 0
  #near: readonly [number, number] = [0, 0]
  #reading = false

  constructor(private readonly ports: RowPorts) {}

  get list(): readonly ThreadRow[] {
    return this.#list
  }

  /** Undefined until it is read. */
  message(id: MessageId): Message | undefined {
    return this.#messages.get(id)
  }

  results({ resultIds }: ThreadRow): readonly ToolResult[] {
    return resultIds.map((id) => this.message(id)).filter((message) => message?.role === 'tool')
  }

  clear(): void {
    this.#takes++
    this.#outline = NOTHING
    this.#list = []
    this.#messages.clear()
    this.#end.clear()
  }

  /**
   * Takes the end of the conversation as main has it now. Of one that is opened the end is there at once and what is
   * before it a moment later; `whole` waits for all of it. Another branch of a long one comes when all of it is known.
   */
  async take(end: readonly Message[], whole = false): Promise<void> {
    const take = ++this.#takes
    const joined = joinedOutline(this.#outline, end)
    const head = end.at(-1)
    if (joined || !head) return this.#show(joined ?? NOTHING, end)
    const isOpened = this.#list.length === 0
    if (isOpened && !whole) this.#show(outlineOf(end), end)
    const loading = this.ports.outline(head.id).then((reply) => {
      if (take === this.#takes) this.#show(reply.ok ? reply.value : outlineOf(end), end)
    })
    if (whole || !isOpened) await loading
  }

  /** Reads what is missing near these rows and lets go of what is far from them. */
  want(from: number, to: number): void {
    this.#near = [Math.max(0, from - AHEAD), Math.min(this.#list.length, to + AHEAD)]
    if (!this.#reading) void this.#read()
  }

  /** What is above a branch may have other siblings than before, so that only what goes on keeps what was read. */
  #show(outline: ThreadOutline, end: readonly Message[]): void {
    const last = this.#outline.ids.at(-1)
    const goesOn = last === undefined || outline.ids.includes(last)
    if (!goesOn) this.#messages.clear()
    for (const message of end) this.#messages.set(message.id, message)
    this.#end = new Set(end.map((message) => message.id))
    this.#outline = outline
    this.#list = rowsOf(outline)
  }

  async #read(): Promise<void> {
    this.#reading = true
    try {
      for (let ids = this.#missing(); ids.length > 0; ids = this.#missing()) {
        const take = this.#takes
        const reply = await this.ports.read(ids)
        if (!reply.ok) return
        if (take !== this.#takes) continue
        for (const message of reply.value) this.#messages.set(message.id, message)
        if (reply.value.length === 0) return
        this.#forget()
      }
    } finally {
      this.#reading = false
    }
  }

  #missing(): readonly MessageId[] {
    const near = this.#list.slice(...this.#near).flatMap((row) => [row.id, ...row.resultIds])
    return near.filter((id) => !this.#messages.has(id)).slice(0, MOST_READ_AT_ONCE)
  }

  #forget(): void {
    if (this.#messages.size <= MOST_KEPT) return
    const near = this.#list.slice(...this.#near).flatMap((row) => [row.id, ...row.resultIds])
    const kept = new Set([...near, ...this.#end])
    for (const id of [...this.#messages.keys()]) {
      if (this.#messages.size <= MOST_KEPT) return
      if (!kept.has(id)) this.#messages.delete(id)
    }
  }
}
