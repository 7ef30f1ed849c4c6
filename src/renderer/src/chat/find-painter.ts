import type { MessageId } from '../../../shared/domain/ids'
import type { PageCounts } from './find-counts'
import type { FoundPlace } from './find-in-conversation.svelte'
import { FindMarks, type Look } from './find-marks'
import { FoundRanges } from './find-ranges'
import type { ThreadWindow } from './thread-window.svelte'

/** Where a place that was out of sight is brought to, as a part of the height of the view. */
const BROUGHT_TO = 1 / 3
/** Nearer to an edge than this is not in sight. */
const EDGE_PX = 24

/**
 * Keeps what is found marked while the page changes: rows come and go, code is coloured, an answer grows. A frame looks
 * through what has changed only.
 */
export class FindPainter {
  readonly #marks = new FindMarks()
  readonly #found: FoundRanges
  readonly #observer: MutationObserver
  #frame: number | null = null
  #brought = false

  constructor(
    private readonly scroller: HTMLElement,
    look: Look,
    private readonly current: FoundPlace | null,
    private readonly part: Pick<ThreadWindow, 'show' | 'nodes'>,
    private readonly onSeen: (page: PageCounts) => void
  ) {
    this.#found = new FoundRanges(look)
    this.#observer = new MutationObserver((records) => {
      for (const { target } of records) this.#found.forget(target)
      this.#soon()
    })
    this.#observer.observe(scroller, { subtree: true, childList: true, characterData: true })
    this.#soon()
  }

  close(): void {
    this.#observer.disconnect()
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    this.#marks.clear()
  }

  #soon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null
      this.#paint()
    })
  }

  #paint(): void {
    const all: Range[] = []
    const page = new Map<MessageId, number>()
    let current: Range | null = null
    for (const [row, id] of this.part.nodes) {
      const ranges = this.#found.of(row)
      for (const range of ranges) all.push(range)
      page.set(id, ranges.length)
      if (id === this.current?.id) current = this.#bring(row, id, ranges[this.current.nth] ?? null)
    }
    this.#marks.show(all, current)
    this.onSeen(page)
  }

  /** Brings the current place into sight, once: from then on the person decides what is seen. */
  #bring(row: Element, id: MessageId, range: Range | null): Range | null {
    if (!range || this.#brought) return range
    this.#brought = true
    const view = this.scroller.getBoundingClientRect()
    const place = range.getBoundingClientRect()
    if (place.top >= view.top + EDGE_PX && place.bottom <= view.bottom - EDGE_PX) return range
    this.part.show(id, row.getBoundingClientRect().top - place.top + view.height * BROUGHT_TO)
    return range
  }
}
