import { SvelteSet } from 'svelte/reactivity'
import type { ConversationId } from '../../../shared/domain/ids'
import type { ConversationList } from './conversation-list.svelte'
import { positionOf, stopAt } from './list-sections'

/** Where a range begins: what was chosen or opened last, and where that was; a folder has no id here. */
export interface Anchor {
  readonly id: ConversationId | null
  readonly position: number
}

/** Which conversations are chosen for what is done to several at once. */
export class ListSelection {
  readonly #ids = new SvelteSet<ConversationId>()
  #anchor: Anchor = { id: null, position: 0 }
  #ranges = 0
  #isExtending = false

  constructor(private readonly list: ConversationList) {}

  get ids(): readonly ConversationId[] {
    return [...this.#ids]
  }

  get size(): number {
    return this.#ids.size
  }

  has(id: ConversationId): boolean {
    return this.#ids.has(id)
  }

  clear(): void {
    this.#ids.clear()
  }

  /** Where the range between the anchor and this position begins. */
  beginning(position: number): number {
    return this.size > 1 ? Math.min(this.#anchorPosition(), position) : position
  }

  toggle(id: ConversationId, position: number): void {
    this.#anchor = { id, position }
    if (!this.#ids.delete(id)) this.#ids.add(id)
  }

  /** Everything between the anchor and this position, both included, and nothing else; `from` is the first anchor. */
  async extendTo(position: number, from: Anchor): Promise<void> {
    if (this.#ids.size === 0 && !this.#isExtending) this.#anchor = from
    this.#isExtending = true
    const range = ++this.#ranges
    const anchor = this.#anchorPosition()
    const ids = await this.#between(Math.min(anchor, position), Math.max(anchor, position))
    // Only the newest range counts.
    if (range !== this.#ranges) return
    this.#isExtending = false
    this.#ids.clear()
    ids.forEach((id) => this.#ids.add(id))
  }

  /** All of the section that has this position. */
  async all(position: number): Promise<void> {
    const stop = stopAt(this.list.sections, position)
    if (!stop) return
    const ids = await this.list.ids(stop.section, 0, stop.section.count)
    ids.forEach((id) => this.#ids.add(id))
  }

  /** What comes and goes above it moves it. */
  #anchorPosition(): number {
    const { id, position } = this.#anchor
    const stop = id === null ? null : this.list.placeOf(id)
    return stop ? positionOf(this.list.sections, stop) : position
  }

  async #between(from: number, to: number): Promise<readonly ConversationId[]> {
    const ids: ConversationId[] = []
    for (let at = from; at <= to; ) {
      const stop = stopAt(this.list.sections, at)
      if (!stop) break
      const { section, index } = stop
      const rows = Math.min(section.count - index, to - at + 1)
      ids.push(...(await this.list.ids(section, Math.max(0, index), index + rows)))
      at += Math.max(1, rows)
    }
    return ids
  }
}
