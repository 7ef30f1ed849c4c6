import { tick } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import type { MessageId } from '../../../shared/domain/ids'
import type { FollowEnd } from './follow-end.svelte'
import { type RowHeights } from './row-heights'
import type { ThreadPlace } from './thread-places'
import type { ThreadRow } from './thread-row'

/** A row on the page, and how much of what is not on the page lies between it and the one before it. */
export interface ShownRow {
  readonly row: ThreadRow
  readonly index: number
  readonly gapPx: number
}

/** How much is on the page beyond what can be seen, on each side, in heights of the view. */
const BEYOND = 0.5
/** With less than this left the page is moved on. */
const LEAST_BEYOND = 0.2
/** Where a message that is jumped to stands below the upper edge. */
const JUMP_GAP_PX = 16

/**
 * What of a thread is on the page: the rows near what can be seen, the one with the focus, and gaps as high as what is
 * missing. Where the view stays while heights change is settled by who moved it last: at its end the end stays, after a
 * jump the message that was jumped to, and after the person has scrolled the browser's own scroll anchoring holds what
 * is read, finer than a row and without breaking into a movement.
 */
export class ThreadWindow {
  readonly heights: RowHeights
  #rows = $state.raw<readonly ThreadRow[]>([])
  #range = $state.raw<readonly [number, number]>([0, 0])
  #focused = $state.raw<MessageId | null>(null)
  #target = $state.raw<{ id: MessageId; gapPx: number } | null>(null)
  #scroller: HTMLElement | null = null
  /** Of the view, in pixels. Known from being told: asked for in mid-frame it has what is written laid out twice. */
  #height = 0
  #setTop = 0
  #looking: number | null = null
  readonly #nodes = new Map<Element, MessageId>()
  readonly #observer = new ResizeObserver((entries) => this.#measure(entries))
  readonly shown = $derived.by(() => this.#shownRows())
  readonly afterPx = $derived.by(() => {
    const last = this.shown.at(-1)
    return last ? this.heights.total - this.heights.top(last.index + 1) : 0
  })

  constructor(
    private readonly follow: FollowEnd,
    private readonly place: ThreadPlace,
    private readonly onRange: (from: number, to: number) => void
  ) {
    this.heights = place.heights
    if (!place.at) return
    this.#target = place.at
    follow.letGo()
  }

  /** Whether the browser may hold what is read by itself. */
  get anchors(): boolean {
    return !this.follow.following && this.#target === null
  }

  /** The rows may have become others; those on the page stay on it. */
  setRows(rows: readonly ThreadRow[]): void {
    const [from, to] = this.#range
    const first = this.#rows[from]
    this.heights.setRows(rows)
    this.#rows = rows
    if (this.#target && rows.length > 0 && this.heights.indexOf(this.#target.id) === -1) this.showEnd()
    const now = first ? this.heights.indexOf(first.id) : -1
    const moved = now === -1 ? 0 : now - from
    // What comes before the first row at the very top pushes it down; the browser holds nothing there.
    if (moved > 0 && this.anchors && this.#scroller?.scrollTop === 0 && first) this.#hold(first.id, 0)
    this.#range = [Math.min(from + moved, rows.length), Math.min(to + moved, rows.length)]
    // Where the browser holds what is read, how far it is scrolled is not known before the next frame.
    if (this.anchors && this.#range[0] < this.#range[1]) this.onRange(...this.#range)
    else this.look(true)
  }

  /** Watches the view; returns the way to stop. */
  watch(scroller: HTMLElement): () => void {
    this.#scroller = scroller
    const scrolled = (): void => this.#scrolled()
    // Not at once: what has the focus may go from the page in the middle of an update of it.
    const focused = (): void => queueMicrotask(() => this.#focus())
    scroller.addEventListener('scroll', scrolled, { passive: true })
    scroller.addEventListener('focusin', focused)
    scroller.addEventListener('focusout', focused)
    const resized = new ResizeObserver(() => {
      this.#height = scroller.clientHeight
      this.look()
    })
    this.#height = scroller.clientHeight
    resized.observe(scroller)
    void this.#settle()
    return () => {
      scroller.removeEventListener('scroll', scrolled)
      scroller.removeEventListener('focusin', focused)
      scroller.removeEventListener('focusout', focused)
      resized.disconnect()
      this.#scroller = null
      this.#height = 0
    }
  }

  /** To be attached to each row. */
  measured(id: MessageId): Attachment {
    return (node) => {
      this.#nodes.set(node, id)
      this.#observer.observe(node)
      return () => {
        this.#observer.unobserve(node)
        this.#nodes.delete(node)
      }
    }
  }

  /** Shows this message at the top; false when it is not in the thread. */
  show(id: MessageId, gapPx = JUMP_GAP_PX): boolean {
    if (this.heights.indexOf(id) === -1) return false
    this.#hold(id, gapPx)
    this.look(true)
    void this.#settle()
    return true
  }

  /** Puts this message on the page where it is not yet; what can be seen of it is for the caller to settle. */
  bring(id: MessageId): void {
    if (!this.node(id)) this.show(id)
  }

  /** Whether it stands above what can be seen, in whole. */
  isAbove(id: MessageId): boolean {
    const index = this.heights.indexOf(id)
    return index !== -1 && this.heights.top(index + 1) <= (this.#scroller?.scrollTop ?? 0)
  }

  showEnd(): void {
    this.#target = null
    this.place.at = null
    this.follow.jump()
    this.look(true)
    void this.#settle()
  }

  /** The rows on the page, in no order. */
  get nodes(): ReadonlyMap<Element, MessageId> {
    return this.#nodes
  }

  /** The node of a message that is on the page. */
  node(id: MessageId): Element | null {
    for (const [node, of] of this.#nodes) if (of === id) return node
    return null
  }

  #hold(id: MessageId, gapPx: number): void {
    this.follow.letGo()
    this.#target = { id, gapPx }
    this.place.at = this.#target
  }

  /** Moves the page on where too little is left beyond what can be seen, or, by force, to exactly what is needed. */
  look(force = false): void {
    const view = this.#height || innerHeight
    const top = this.#topPx(view)
    const rangeFor = (beyond: number): [number, number] => [
      this.heights.at(top - beyond * view),
      Math.min(this.#rows.length, this.heights.at(top + (1 + beyond) * view) + 1)
    ]
    const [least, most] = rangeFor(LEAST_BEYOND)
    const [from, to] = this.#range
    if (force || from > least || to < most) this.#range = rangeFor(BEYOND)
    this.onRange(...this.#range)
  }

  #topPx(view: number): number {
    if (this.#target) return this.heights.top(this.heights.indexOf(this.#target.id)) - this.#target.gapPx
    if (this.follow.following) return this.heights.total - view
    return this.#scroller?.scrollTop ?? 0
  }

  #shownRows(): readonly ShownRow[] {
    const [from, to] = this.#range
    const indexes = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)
    const focused = this.#focused === null ? -1 : this.heights.indexOf(this.#focused)
    if (focused !== -1 && focused < from) indexes.unshift(focused)
    if (focused >= to) indexes.push(focused)
    let end = 0
    return indexes.flatMap((index) => {
      const row = this.#rows[index]
      if (!row) return []
      const gapPx = this.heights.top(index) - this.heights.top(end)
      end = index + 1
      return [{ row, index, gapPx }]
    })
  }

  #measure(entries: readonly ResizeObserverEntry[]): void {
    for (const { target, borderBoxSize } of entries) {
      const id = this.#nodes.get(target)
      const height = borderBoxSize[0]?.blockSize ?? 0
      // One that is not displayed, as behind the settings, has no height to remember.
      if (id !== undefined && height > 0) this.heights.measured(id, height)
    }
    this.#keepTarget()
    // Not now: what is put on the page while sizes are told is told of a frame late.
    this.#looking ??= requestAnimationFrame(() => {
      this.#looking = null
      if (!this.#scroller) return
      this.#remember(this.#scroller)
      this.look()
    })
  }

  async #settle(): Promise<void> {
    await tick()
    this.#keepTarget()
    // What is laid out half way through the update, to be measured, may have set the view back.
    this.follow.keep()
  }

  #keepTarget(): void {
    const scroller = this.#scroller
    const node = this.#target && this.node(this.#target.id)
    if (!scroller || !this.#target || !node) return
    const now = topIn(scroller, node)
    if (Math.abs(now - this.#target.gapPx) >= 1) scroller.scrollTop += now - this.#target.gapPx
    this.#setTop = scroller.scrollTop
  }

  #scrolled(): void {
    const scroller = this.#scroller
    if (!scroller) return
    if (this.#target && Math.abs(scroller.scrollTop - this.#setTop) > 1) this.#target = null
    this.#remember(scroller)
    this.look()
  }

  #remember(scroller: HTMLElement): void {
    this.place.at = this.follow.following ? null : (this.#target ?? this.#firstInView(scroller))
  }

  #firstInView(scroller: HTMLElement): ThreadPlace['at'] {
    const index = this.heights.at(scroller.scrollTop)
    const row = this.#rows[index]
    if (!row) return null
    const node = this.node(row.id)
    return { id: row.id, gapPx: node ? topIn(scroller, node) : this.heights.top(index) - scroller.scrollTop }
  }

  #focus(): void {
    const row = document.activeElement?.closest('[data-message]')
    this.#focused = row ? (this.#nodes.get(row) ?? null) : null
  }
}

function topIn(scroller: Element, node: Element): number {
  return node.getBoundingClientRect().top - scroller.getBoundingClientRect().top
}
