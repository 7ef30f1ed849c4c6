import type { Page } from '@playwright/test'
import type { AppUnderTest } from './app-under-test'

/** The page of the small window, which is made a while after the first one. */
export async function quickPage(app: AppUnderTest, field = 'Your question'): Promise<Page> {
  const isQuick = (page: Page): boolean => page.url().endsWith('/quick-ask.html')
  const page = app.electron.windows().find(isQuick) ?? (await app.electron.waitForEvent('window', isQuick))
  await page.getByRole('textbox', { name: field }).waitFor({ state: 'attached' })
  return page
}
