import type { MessageId } from '../../../shared/domain/ids'
import type { FoundPlace } from './find-in-conversation.svelte'
import { FindMarks, messageOfRow, type Look } from './find-marks'
import type { ThreadWindow } from './thread-window.svelte'

/** Where a place that was out of sight is brought to, as a part of the height of the view. */
const BROUGHT_TO = 1 / 3
/** Nearer to an edge than this is not in sight. */
const EDGE_PX = 24

/** Keeps what is found marked while the page changes: rows come and go, code is coloured, an answer grows. */
export class FindPainter {
  readonly #marks = new FindMarks()
  readonly #observer: MutationObserver
  #frame: number | null = null
  #brought = false

  constructor(
    private readonly scroller: HTMLElement,
    private readonly look: Look,
    private readonly current: FoundPlace | null,
    private readonly part: Pick<ThreadWindow, 'show'>,
    private readonly onSeen: (id: MessageId, count: number) => void
  ) {
    this.#observer = new MutationObserver(() => this.#soon())
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
    let current: Range | null = null
    for (const row of this.scroller.querySelectorAll('[data-message]')) {
      const id = messageOfRow(row)
      const ranges = FindMarks.ranges(row, this.look)
      all.push(...ranges)
      if (id === null) continue
      if (id === this.current?.id) current = this.#bring(row, id, ranges[this.current.nth] ?? null)
      this.onSeen(id, ranges.length)
    }
    this.#marks.show(all, current)
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
