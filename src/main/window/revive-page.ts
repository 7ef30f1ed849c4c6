import type { RenderProcessGoneDetails } from 'electron'
import type { Log } from '../log'

/** A page that dies at once each time it is loaded would otherwise load for ever. */
const MOST_REVIVALS = 3
const WITHIN_MS = 60_000

/** What is needed of a window's `WebContents`. */
interface Page {
  on(event: 'render-process-gone', listener: (event: unknown, details: RenderProcessGoneDetails) => void): unknown
  isDestroyed(): boolean
  reload(): void
}

/**
 * Loads a page anew when its process has died: answers go on in main meanwhile, and the new page attaches to them. One
 * that dies more than three times in a minute is left as it is; "Reload" in the menu still brings it back.
 */
export function revivePage(page: Page, log: Pick<Log, 'error'>, now: () => number = Date.now): void {
  let revivedAt: readonly number[] = []
  page.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    revivedAt = revivedAt.filter((at) => now() - at < WITHIN_MS)
    const revives = revivedAt.length < MOST_REVIVALS
    log.error('page-gone', { reason, exitCode, revives })
    if (!revives) return
    revivedAt = [...revivedAt, now()]
    // Chromium is still putting the dead process away while it tells.
    setImmediate(() => {
      if (!page.isDestroyed()) page.reload()
    })
  })
}
