import type { Rectangle } from 'electron'

const WIDTH_PX = 640
/** One line and the line of keys below it; the page says what it really needs as soon as it is there. */
export const FIRST_HEIGHT_PX = 96
/** A little above the middle, where the eye looks first. */
const TOP_SHARE = 0.18
const MOST_HEIGHT_SHARE = 0.6

/** As high as the window may become on a screen. */
export function mostHeight(workArea: Rectangle): number {
  return Math.round(workArea.height * MOST_HEIGHT_SHARE)
}

/** Where the window lies on a screen, when it is to be so high. */
export function quickPlace(workArea: Rectangle, heightPx: number): Rectangle {
  const width = Math.min(WIDTH_PX, workArea.width)
  return {
    width,
    height: Math.round(Math.min(Math.max(heightPx, 1), mostHeight(workArea))),
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + workArea.height * TOP_SHARE)
  }
}
