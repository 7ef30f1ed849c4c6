import type { Page } from '@playwright/test'
import { resolve } from 'node:path'
import type { RillPage } from '../e2e/rill-page'

const FOLDER = resolve(import.meta.dirname, '../../.cache/screenshots')

/** A picture of the page in each theme; `rill` is where the theme is changed. */
export async function takeBoth(page: Page, rill: RillPage, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await rill.change({ theme })
    await page.waitForFunction((theme) => document.documentElement.dataset['theme'] === theme, theme)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    // Colours and heights change over a moment.
    await page.waitForTimeout(300)
    await page.screenshot({ path: resolve(FOLDER, `${name}-${theme}.png`), caret: 'initial' })
  }
}
