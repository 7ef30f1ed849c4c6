import type { Page } from '@playwright/test'

export interface FrameFigures {
  /** Frames that came later than the limit after the one before, in hundredths of all. */
  readonly latePercent: number
  readonly longestTaskMs: number
}

/** A frame at 60 Hz takes 16.7 ms; half as much again is one that a person can see. */
const LATE_MS = 25

/** Begins to watch the frames and tasks of a page; resolves with the way to end it. */
export async function watchFrames(page: Page): Promise<() => Promise<FrameFigures>> {
  await page.evaluate((lateMs) => {
    const seen = { frames: 0, late: 0, longestTaskMs: 0, watching: true }
    Reflect.set(window, 'benchFrames', seen)
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longestTaskMs = Math.max(seen.longestTaskMs, duration)
    }).observe({ type: 'longtask' })
    let last = performance.now()
    const frame = (): void => {
      const now = performance.now()
      seen.frames++
      if (now - last > lateMs) seen.late++
      last = now
      if (seen.watching) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  }, LATE_MS)
  return () =>
    page.evaluate(() => {
      const seen = Reflect.get(window, 'benchFrames') as { frames: number; late: number; longestTaskMs: number; watching: boolean }
      seen.watching = false
      return { latePercent: (seen.late / seen.frames) * 100, longestTaskMs: seen.longestTaskMs }
    })
}

/**
 * Resolves with the moment, in milliseconds since 1970, when the newest element of this selector was painted with at
 * least so many characters; for `gone`, when a paint had none of them any more.
 */
export function paintedAt(page: Page, selector: string, wanted: number | 'gone', limitMs: number): Promise<number> {
  return page.evaluate(
    ({ selector, wanted, limitMs }) =>
      new Promise<number>((resolve, reject) => {
        const { port1: painting, port2: painted } = new MessageChannel()
        const giveUpMs = performance.now() + limitMs
        const isThere = (): boolean => {
          if (wanted === 'gone') return document.querySelector(selector) === null
          return ([...document.querySelectorAll(selector)].at(-1)?.textContent?.length ?? 0) >= wanted
        }
        // A message that is sent while a frame is being made arrives when it has been painted.
        painted.onmessage = () => {
          if (isThere()) resolve(performance.timeOrigin + performance.now())
          else if (performance.now() > giveUpMs) reject(new Error(`${selector} was not painted as wanted: ${wanted}`))
          else next()
        }
        const next = (): void => {
          requestAnimationFrame(() => painting.postMessage(null))
        }
        next()
      }),
    { selector, wanted, limitMs }
  )
}

/** From each key to the paint that shows it, in milliseconds; one key after the other into what has the focus. */
export async function keyToPaint(page: Page, keys: number): Promise<readonly number[]> {
  await page.evaluate(() => {
    const times: number[] = []
    Reflect.set(window, 'benchKeys', times)
    const { port1: painting, port2: painted } = new MessageChannel()
    const waiting: number[] = []
    painted.onmessage = () => {
      for (const pressedMs of waiting.splice(0)) times.push(performance.now() - pressedMs)
    }
    document.addEventListener('input', (event) => {
      waiting.push(event.timeStamp)
      requestAnimationFrame(() => painting.postMessage(null))
    })
  })
  for (let key = 1; key <= keys; key++) {
    await page.keyboard.press(key % 6 === 0 ? 'Space' : 'a')
    await page.waitForFunction((count) => (Reflect.get(window, 'benchKeys') as number[]).length >= count, key)
  }
  return page.evaluate(() => Reflect.get(window, 'benchKeys') as number[])
}
