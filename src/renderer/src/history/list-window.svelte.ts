import { tick, untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import type { ConversationList } from './conversation-list.svelte'
import { ListFlight } from './list-flight'
import type { Section, Stop } from './list-sections'

/** Rows on the page beyond what can be seen, on each side. */
const BEYOND = 8
/** The page is moved on by so many rows at once. */
const STEP = 4

/** Rows that are read beyond those on the page, so that they are there when they come. */
const AHEAD = 50

type Range = readonly [from: number, to: number]

const NONE: Range = [0, 0]

/**
 * Which rows are on the page: those near what can be seen, and the one with the focus. Every row is as high as any
 * other, and each section is as high as all of its rows, so the scrollbar tells the truth from the beginning.
 */
export class ListWindow {
  #ranges = $state.raw<ReadonlyMap<string, Range>>(new Map())
  /** The row that has the focus stays on the page. */
  #focused = $state.raw<{ readonly key: string; readonly index: number } | null>(null)
  #root: HTMLElement | null = null
  #top = 0
  readonly #flight = new ListFlight(() => this.#want())
  readonly #resized = new ResizeObserver(() => this.look())
  readonly #nodes = new Map<string, { readonly node: HTMLElement; readonly section: () => Section }>()

  constructor(private readonly list: ConversationList) {}

  /** To be attached to what scrolls. */
  readonly root: Attachment<HTMLElement> = (root) => {
    this.#root = root
    const look = (): void => this.look()
    root.addEventListener('scroll', look, { passive: true })
    this.#resized.observe(root)
    this.#lookFirst()
    return () => {
      root.removeEventListener('scroll', look)
      this.#resized.disconnect()
      this.#flight.end()
      this.#root = null
    }
  }

  /** To be attached to the rows of a section. */
  rows(section: () => Section): Attachment<HTMLElement> {
    return (node) => {
      const { key } = untrack(section)
      this.#nodes.set(key, { node, section })
      this.#resized.observe(node)
      this.#lookFirst()
      return () => {
        this.#resized.unobserve(node)
        this.#nodes.delete(key)
      }
    }
  }

  /** The rows of this section that are on the page. */
  shown({ key, count }: Section): readonly number[] {
    const [from, to] = this.#ranges.get(key) ?? NONE
    const end = Math.min(to, count)
    const indexes = Array.from({ length: Math.max(0, end - from) }, (_, at) => from + at)
    const kept = this.#focused?.key === key ? this.#focused.index : -1
    const isKept = kept >= 0 && kept < count && (kept < from || kept >= end)
    return isKept ? [...indexes, kept] : indexes
  }

  keep(stop: Stop | null): void {
    this.#focused = stop ? { key: stop.section.key, index: stop.index } : null
  }

  /** What it reads is none of the attachment's: it would be taken off and put on again with every row that comes. */
  #lookFirst(): void {
    untrack(() => this.look())
  }

  look(): void {
    const root = this.#root
    if (!root) return
    const [top, view] = [root.scrollTop, root.clientHeight || innerHeight]
    const ranges = new Map<string, Range>()
    for (const [key, { node, section }] of this.#nodes) {
      const range = rangeOf(node.offsetTop - top, node.offsetHeight / section().count, section().count, view)
      if (range[1] > range[0]) ranges.set(key, range)
    }
    if (!same(ranges, this.#ranges)) this.#ranges = ranges
    this.#flight.moved(Math.abs(top - this.#top) > view)
    this.#top = top
  }

  #want(): void {
    void this.list.want([...this.#ranges].flatMap(([key, [from, to]]) => {
      const section = this.#nodes.get(key)?.section()
      return section ? [{ section, from: Math.max(0, from - AHEAD), to: Math.min(section.count, to + AHEAD) }] : []
    }))
  }

  /** Scrolls no further than it has to for this row to be seen, and resolves when it is on the page. */
  async reveal({ section, index }: Stop): Promise<void> {
    const [root, rows] = [this.#root, this.#nodes.get(section.key)?.node]
    if (root && rows && index >= 0) {
      const height = rows.offsetHeight / section.count
      const at = rows.offsetTop + index * height
      root.scrollTop = Math.min(Math.max(root.scrollTop, at + 2 * height - root.clientHeight), at - height)
      this.look()
    }
    await tick()
  }

  /** How many rows can be seen at once. */
  get rowsInView(): number {
    const row = this.#root?.querySelector('li')
    return row && this.#root ? Math.max(1, Math.floor(this.#root.clientHeight / row.offsetHeight) - 1) : 1
  }
}

/**
 * As many rows wherever the view stands: none is made and none thrown away on the way. It may go beyond the last one,
 * so that one that comes to a short list is on the page with the others, and none leaves it for a moment.
 */
function rangeOf(startPx: number, rowPx: number, count: number, view: number): Range {
  if (startPx > view + BEYOND * rowPx || startPx + (count + BEYOND) * rowPx < 0) return NONE
  const from = Math.floor((-startPx / rowPx - BEYOND) / STEP) * STEP
  const rows = Math.ceil(view / rowPx) + 2 * BEYOND + STEP
  return [Math.max(0, from), from + rows]
}

function same(a: ReadonlyMap<string, Range>, b: ReadonlyMap<string, Range>): boolean {
  return a.size === b.size && [...a].every(([key, [from, to]]) => b.get(key)?.[0] === from && b.get(key)?.[1] === to)
}
