/** Nearer to the end than this counts as being there: a line and a bit. */
const NEAR_PX = 40

/** Keeps a scrolling view at its end, unless the person has scrolled up. */
export class FollowEnd {
  #following = $state(true)
  #scroller: HTMLElement | null = null
  #lastTop = 0

  get following(): boolean {
    return this.#following
  }

  /** Watches the view and what grows in it; returns the way to stop. */
  watch(scroller: HTMLElement, content: HTMLElement): () => void {
    this.#scroller = scroller
    const observer = new ResizeObserver(() => this.#keep())
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
    this.#keep()
  }

  #keep(): void {
    const scroller = this.#scroller
    if (!scroller) return
    // Where everything fits there is no end to jump to.
    if (scroller.scrollHeight - scroller.clientHeight <= NEAR_PX) this.#following = true
    if (this.#following) scroller.scrollTop = scroller.scrollHeight
  }

  /** Only a movement upwards lets go: what grows moves the end away without anybody having scrolled. */
  #scrolled(): void {
    const scroller = this.#scroller
    if (!scroller) return
    const top = scroller.scrollTop
    const left = scroller.scrollHeight - scroller.clientHeight - top
    if (left <= NEAR_PX) this.#following = true
    else if (top < this.#lastTop) this.#following = false
    this.#lastTop = top
  }
}
