import { tick } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import type { ConversationList } from './conversation-list.svelte'
import type { Section, Stop } from './list-sections'

/** Rows on the page beyond what can be seen, on each side. */
const BEYOND = 8
/** The page is moved on by so many rows at once. */
const STEP = 8

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
  readonly #nodes = new Map<string, { readonly node: HTMLElement; readonly section: () => Section }>()

  constructor(private readonly list: ConversationList) {}

  /** To be attached to what scrolls. */
  readonly root: Attachment<HTMLElement> = (root) => {
    this.#root = root
    const look = (): void => this.look()
    root.addEventListener('scroll', look, { passive: true })
    const resized = new ResizeObserver(look)
    resized.observe(root)
    if (root.firstElementChild) resized.observe(root.firstElementChild)
    this.look()
    return () => {
      root.removeEventListener('scroll', look)
      resized.disconnect()
      this.#root = null
    }
  }

  /** To be attached to the rows of a section. */
  rows(section: () => Section): Attachment<HTMLElement> {
    return (node) => {
      const { key } = section()
      this.#nodes.set(key, { node, section })
      this.look()
      return () => this.#nodes.delete(key)
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
    void this.list.want([...ranges].flatMap(([key, [from, to]]) => {
      const section = this.#nodes.get(key)?.section()
      return section ? [{ section, from, to }] : []
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

function rangeOf(startPx: number, rowPx: number, count: number, view: number): Range {
  if (startPx > view + BEYOND * rowPx || startPx + (count + BEYOND) * rowPx < 0) return NONE
  const from = Math.floor(-startPx / rowPx) - BEYOND
  const to = Math.ceil((view - startPx) / rowPx) + BEYOND
  return [Math.max(0, Math.floor(from / STEP) * STEP), Math.min(count, Math.ceil(to / STEP) * STEP)]
}

function same(a: ReadonlyMap<string, Range>, b: ReadonlyMap<string, Range>): boolean {
  return a.size === b.size && [...a].every(([key, [from, to]]) => b.get(key)?.[0] === from && b.get(key)?.[1] === to)
}
