import type { Page } from '@playwright/test'

/**
 * What a person can neither see whole nor scroll to, each as its name and why. Left out: what hides its end on purpose
 * (with an ellipsis), and what is there for screen readers alone.
 */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    for (const element of document.querySelectorAll<HTMLElement>('button, textarea, input, [role="status"], p, footer')) {
      if (!element.checkVisibility({ checkVisibilityCSS: true }) || element.closest('.visually-hidden')) continue
      const name = `${element.tagName.toLowerCase()} ${element.ariaLabel ?? element.innerText.slice(0, 40)}`
      if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) faults.push(`${name}: its end is cut`)
      const frame = frameOf(element)
      const { left, right, top, bottom } = element.getBoundingClientRect()
      if (left < frame.left - 1 || right > frame.right + 1) faults.push(`${name}: beside the window`)
      if (top < frame.top - 1 || bottom > frame.bottom + 1) faults.push(`${name}: above or below the window`)
    }
    return faults

    /** Where it has to be: in the window, and in each ancestor that clips; whatever can be scrolled to is there. */
    function frameOf(element: HTMLElement): { left: number; right: number; top: number; bottom: number } {
      const frame = { left: 0, right: innerWidth, top: 0, bottom: innerHeight }
      for (let parent = element.parentElement; parent; parent = parent.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(parent)
        const box = parent.getBoundingClientRect()
        if (overflowX !== 'visible' && parent !== document.body) {
          frame.left = Math.max(frame.left, box.left)
          frame.right = Math.min(frame.right, box.right)
        }
        if (overflowY === 'auto' || overflowY === 'scroll') {
          const hidden = parent.scrollHeight - parent.clientHeight
          if (hidden > 0 && parent.clientHeight > 0) return { ...frame, top: -Infinity, bottom: Infinity }
        }
      }
      return frame
    }
  })
}
