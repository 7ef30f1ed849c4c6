import type { Page, Route } from '@playwright/test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'

/** Loads the page again and holds what builds the window; resolves with the way to let it go. */
async function heldBuild(page: Page): Promise<() => Promise<void>> {
  let held: Route | null = null
  await page.route('**/whole-window-*.js', (route) => {
    held = route
  })
  await page.reload({ waitUntil: 'commit' })
  await expect.poll(() => held).not.toBeNull()
  return async () => {
    await held?.continue()
  }
}

test('what is typed before the window is built stands in the composer, after what was kept, and goes on there', async ({ start }) => {
  const { page } = await start()
  const rill = new RillPage(page)
  await rill.composer.fill('Kept from before.')
  const build = await heldBuild(page)

  const first = page.locator('#first-words textarea')
  await expect(first).toBeFocused()
  await page.keyboard.type('Typed at once, ')
  await expect(rill.composer).toHaveCount(0)
  await build()

  await expect(rill.composer).toBeFocused()
  await page.keyboard.type('and a word later')
  await expect(rill.composer).toHaveValue('Kept from before.\nTyped at once, and a word later')
  await expect(first).toHaveCount(0)
})

test('the first paint has the theme already', async ({ start }) => {
  const { page } = await start()
  await page.emulateMedia({ colorScheme: 'dark' })
  const build = await heldBuild(page)
  // What sets it is what the first paint waits for.
  await expect(page.locator('script[blocking=render]')).toHaveCount(1)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const shade = await page.locator('#first-words').evaluate((node) => getComputedStyle(node).backgroundColor)
  await page.emulateMedia({ colorScheme: 'light' })
  await build()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(shade)
})

test('a Chinese word that is being put together is finished in the field it was begun in', async ({ start }) => {
  const { page } = await start()
  const rill = new RillPage(page)
  await expect(rill.composer).toBeVisible()
  const build = await heldBuild(page)
  await expect(page.locator('#first-words textarea')).toBeFocused()
  const ime = await page.context().newCDPSession(page)
  await ime.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 })
  await build()
  // What builds the window has come and begun, and main has answered: without the word it would be there.
  await expect(page.locator('#app > *')).not.toHaveCount(0)
  await page.evaluate(() => window.rill.call('settings:get', {}))
  await expect(rill.composer).toHaveCount(0)
  await ime.send('Input.insertText', { text: '你好' })
  await expect(rill.composer).toHaveValue('你好')
  await expect(rill.composer).toBeFocused()
})

test('a window is on the screen before its page has anything to paint', async ({ start }) => {
  const { electron, page } = await start()
  let held: Route | null = null
  // The first paint waits for it.
  await electron.context().route('**/assets/index-*.js', (route) => {
    held = route
  })
  await page.evaluate(() => window.rill.call('app:new-window', { conversationId: null }))
  await expect.poll(() => held).not.toBeNull()
  const all = electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()))
  expect(await all).toEqual([true, true])
})
