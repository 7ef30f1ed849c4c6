/** Nearer to the end than this counts as being there: a line and a bit. */
const NEAR_PX = 40

/** Keeps a scrolling view at its end, unless the person has scrolled up. */
export class FollowEnd {
  #following = $state(true)
  #away = $state(false)
  #scroller: HTMLElement | null = null
  #lastTop = 0
  #lastHeight = 0

  /** Whether the person has left the end far enough to want a way back. */
  get away(): boolean {
    return this.#away
  }

  get following(): boolean {
    return this.#following
  }

  /** Watches the view and what grows in it; returns the way to stop. */
  watch(scroller: HTMLElement, content: HTMLElement): () => void {
    this.#scroller = scroller
    const observer = new ResizeObserver(() => this.keep())
    const scrolled = (): void => this.#scrolled()
    observer.observe(content)
    observer.observe(scroller)
    scroller.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      observer.disconnect()
      scroller.removeEventListener('scroll', scrolled)
      this.#scroller = null
    }
  }

  jump(): void {
    this.#following = true
    this.keep()
  }

  /** Stays where it is while something above the end is read. */
  letGo(): void {
    this.#following = false
  }

  /** Puts the view at its end again, where it follows it. */
  keep(): void {
    const scroller = this.#scroller
    if (!scroller) return
    const { scrollHeight, clientHeight } = scroller
    // Where everything fits there is no end to jump to.
    if (scrollHeight - clientHeight <= NEAR_PX) this.#following = true
    if (this.#following) {
      scroller.scrollTop = scrollHeight
      this.#lastTop = scroller.scrollTop
    }
    this.#lastHeight = clientHeight
    this.#away = !this.#following && leftOf(scroller) > NEAR_PX
  }

  /**
   * The first movement upwards lets go, however small: a smooth scroll begins with a pixel, and a view that is set back
   * to the end at once never gets further. What shrinks moves the view up as well, but leaves it at the end; so does a
   * view that becomes higher, by no more than it has grown, and there may be more below it by the time it is told.
   */
  #scrolled(): void {
    const scroller = this.#scroller
    if (!scroller) return
    // Each of these is asked for once: in a long answer the asking alone is felt.
    const { scrollTop, clientHeight } = scroller
    const left = scroller.scrollHeight - clientHeight - scrollTop
    const up = this.#lastTop - scrollTop
    const grown = Math.max(0, clientHeight - this.#lastHeight)
    this.#lastHeight = clientHeight
    if (up > 0) this.#following &&= left < 1 || up <= grown
    else if (left <= NEAR_PX) this.#following = true
    this.#lastTop = scrollTop
    this.#away = !this.#following && left > NEAR_PX
  }
}

/** How far the end is below what can be seen, in pixels. */
function leftOf(scroller: HTMLElement): number {
  return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
}
