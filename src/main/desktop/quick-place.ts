import type { Rectangle } from 'electron'

/** At a text size of 1; the window is as much wider as the text is larger. */
const WIDTH_PX = 640
/** One line and the line of keys below it; the page says what it really needs as soon as it is there. */
export const FIRST_HEIGHT_PX = 96
/** A little above the middle, where the eye looks first. */
const TOP_SHARE = 0.18
/** At a text size of 1; larger text may have nearly all there is below the window's top. */
const MOST_HEIGHT_SHARE = 0.6
const MOST_LARGE_HEIGHT_SHARE = 0.8

/** As high as the window may become on a screen. `textScale` is the person's text size, 1 for the usual one. */
export function mostHeight(workArea: Rectangle, textScale: number): number {
  const share = Math.min(MOST_HEIGHT_SHARE * Math.max(textScale, 1), MOST_LARGE_HEIGHT_SHARE)
  return Math.round(workArea.height * share)
}

/** Where the window lies on a screen, when it is to be so high. */
export function quickPlace(workArea: Rectangle, heightPx: number, textScale: number): Rectangle {
  const width = Math.min(Math.round(WIDTH_PX * Math.max(textScale, 1)), workArea.width)
  return {
    width,
    height: Math.round(Math.min(Math.max(heightPx, 1), mostHeight(workArea, textScale))),
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + workArea.height * TOP_SHARE)
  }
}

/** The same where the person has left it: only its width and height change, around its middle and within the screen. */
export function placeFrom(now: Rectangle, workArea: Rectangle, heightPx: number, textScale: number): Rectangle {
  const { width, height } = quickPlace(workArea, heightPx, textScale)
  if (width === now.width) return { ...now, height }
  const last = workArea.x + workArea.width - width
  const x = Math.round(Math.max(workArea.x, Math.min(now.x + (now.width - width) / 2, last)))
  return { x, y: now.y, width, height }
}
