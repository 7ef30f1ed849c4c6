import type { WebContents } from 'electron'

type Page = Pick<WebContents, 'isDestroyed' | 'isDevToolsOpened'> & {
  readonly debugger: Pick<WebContents['debugger'], 'attach' | 'detach' | 'sendCommand'>
}

/** It takes tens of milliseconds; a page that hangs is left. In milliseconds. */
const LIMIT_MS = 5_000

/**
 * Has a page collect its garbage, which it would keep until it works again: an answer of 20,000 tokens leaves 15 MB.
 * A page cannot by itself; the inspector can, and is there for this one call. Nothing where it is already in use.
 */
export async function collectPage(page: Page): Promise<void> {
  if (page.isDestroyed() || page.isDevToolsOpened()) return
  try {
    page.debugger.attach()
  } catch {
    // Somebody else inspects it: it is collected another time.
    return
  }
  const detach = (): void => void (page.isDestroyed() || page.debugger.detach())
  const limit = setTimeout(detach, LIMIT_MS)
  try {
    await page.debugger.sendCommand('HeapProfiler.collectGarbage')
  } catch {
    // The page has gone meanwhile, and its memory with it, or it hangs.
  } finally {
    clearTimeout(limit)
    detach()
  }
}
