import type { Attachment } from 'svelte/attachments'

/** Room for the next lines of a growing answer: a window that is resized at every line trembles. */
const AHEAD_PX = 56

/** What a window answers that was asked for a height: the one it has now, and the most it can have. */
export interface Fitted {
  readonly heightPx: number
  readonly mostPx: number
}

/**
 * Keeps the window as high as its card: exactly, or where the card holds a scrolling region, as high as that would like
 * to be, never lower than before. `parts` is read to hear that there are others.
 */
export function fitHeight(
  parts: () => unknown,
  resize: (heightPx: number) => Promise<Fitted | null>
): Attachment<HTMLElement> {
  return (card) => {
    parts()
    let mostPx = Number.POSITIVE_INFINITY
    let asking = false
    let changed = false
    const region = card.querySelector('[role="region"]')
    const fit = async (): Promise<void> => {
      const heightPx = wantedHeight(card, region)
      const fits = region ? heightPx <= innerHeight || innerHeight >= mostPx : heightPx === innerHeight
      changed = asking
      if (asking || fits) return
      asking = true
      const fitted = await resize(region ? heightPx + AHEAD_PX : heightPx)
      asking = false
      if (fitted) mostPx = fitted.mostPx
      // What has grown meanwhile may not grow again, and nothing else would tell of it.
      if (changed) await fit()
    }
    const observer = new ResizeObserver(() => void fit())
    for (const part of card.children) observer.observe(part)
    if (region?.firstElementChild) observer.observe(region.firstElementChild)
    return () => observer.disconnect()
  }
}

function wantedHeight(card: HTMLElement, region: Element | null): number {
  const fixed = [...card.children].filter((part) => region === null || !part.contains(region))
  const height = fixed.reduce((sum, part) => sum + part.getBoundingClientRect().height, 0)
  const { borderTopWidth, borderBottomWidth } = getComputedStyle(card)
  const borders = Number.parseFloat(borderTopWidth) + Number.parseFloat(borderBottomWidth)
  return Math.ceil(height + borders + (region?.scrollHeight ?? 0))
}
