import type { ElectronApplication, Page } from '@playwright/test'
import { resolve } from 'node:path'
import type { Locale } from '../../src/shared/domain/settings'
import { test } from '../e2e/app.fixture'
import { RillPage } from '../e2e/rill-page'
import { SCENES, WORDS } from './scenes'

const FOLDER = resolve(import.meta.dirname, '../../.cache/screenshots')
const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 }
]
const THEMES = ['light', 'dark'] as const
const LOCALES: readonly Locale[] = ['en', 'zh-CN']

for (const locale of LOCALES) {
  test(`screens in ${locale}`, async ({ app, provider }) => {
    await new RillPage(app.page).change({ language: locale })
    const rill = new RillPage(app.page, locale)
    for (const [name, play] of Object.entries(SCENES)) {
      await resize(app.electron, app.page, { width: 1280, height: 800 })
      await play({ rill, provider, locale, words: WORDS[locale] })
      await app.page.mouse.move(1, 1)
      for (const size of SIZES) {
        await resize(app.electron, app.page, size)
        for (const theme of THEMES) {
          await rill.change({ theme })
          await painted(app.page, theme)
          const path = resolve(FOLDER, `${name}-${size.width}-${theme}-${locale}.png`)
          await app.page.screenshot({ path, caret: 'initial' })
        }
      }
    }
    app.complaints.length = 0
  })
}

async function resize(electron: ElectronApplication, page: Page, size: (typeof SIZES)[number]): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
  }, size)
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size)
}

async function painted(page: Page, theme: string): Promise<void> {
  await page.waitForFunction((theme) => document.documentElement.dataset['theme'] === theme, theme)
  // Two frames: one that takes the new style up, one that has painted it.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}
