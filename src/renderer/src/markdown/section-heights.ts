import { sectionForgotten, sectionPassed, sectionShown } from './colour-turn'

/**
 * What the browser has said it passes over. Of a section that is forgotten and finished again it need not say it once
 * more, so that it stays in here meanwhile. Its colours cannot wait for that: `colour-turn` forgets it at once.
 */
const passedOver = new WeakSet<Element>()

/** Whether the browser passes over this finished section now. */
export function isPassedOver(section: Element): boolean {
  return passedOver.has(section) && section.classList.contains('finished')
}

/**
 * Lets the browser pass over finished sections that are far from the view, once it has laid each out: a section that
 * is passed over keeps its true height, so that nothing jumps when it is scrolled to. A new width lays all out again.
 */
export class SectionHeights {
  readonly #observer = new ResizeObserver((entries) => this.#take(entries))
  readonly #root: Element
  readonly #known = new Set<HTMLElement>()
  /** Measured, and to be settled with what the next frame changes: in this one all would be laid out once more. */
  readonly #measured = new Map<HTMLElement, number>()
  #settling: number | null = null
  #width = -1

  constructor(root: Element) {
    this.#root = root
    this.#observer.observe(root)
    root.addEventListener('contentvisibilityautostatechange', passed)
  }

  /** Nothing in this section is written any more for now. */
  finish(section: HTMLElement): void {
    if (!this.#known.has(section)) this.#observer.observe(section)
  }

  /** Its blocks may differ from what was laid out, or it is gone. */
  forget(section: HTMLElement): void {
    this.#observer.unobserve(section)
    this.#measured.delete(section)
    this.#known.delete(section)
    section.classList.remove('finished')
    sectionForgotten(section)
  }

  #take(entries: readonly ResizeObserverEntry[]): void {
    for (const { target, contentRect } of entries) {
      if (target === this.#root) this.#takeWidth(contentRect.width)
      else if (target instanceof HTMLElement && contentRect.height > 0) this.#measured.set(target, contentRect.height)
    }
    if (this.#measured.size > 0) this.#settling ??= requestAnimationFrame(() => this.#settle())
  }

  #settle(): void {
    this.#settling = null
    for (const [section, height] of this.#measured) {
      this.#observer.unobserve(section)
      this.#known.add(section)
      section.style.containIntrinsicBlockSize = `${height}px`
      section.classList.add('finished')
    }
    this.#measured.clear()
  }

  #takeWidth(width: number): void {
    // The page was left: none of its code is to be coloured for that.
    if (width === 0) return
    const before = this.#width
    this.#width = width
    if (before === -1 || before === width) return
    for (const section of [...this.#known]) {
      this.forget(section)
      this.finish(section)
    }
  }
}

/** Parts of long code say so as well. */
function passed(event: Event): void {
  const { target } = event
  if (!(event instanceof ContentVisibilityAutoStateChangeEvent) || !(target instanceof Element)) return
  if (!target.classList.contains('section')) return
  if (event.skipped) {
    passedOver.add(target)
    sectionPassed(target)
  } else {
    passedOver.delete(target)
    sectionShown(target)
  }
}
