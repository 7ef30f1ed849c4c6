import type { Route } from '@playwright/test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'

test('what is typed before the window is built stands in the composer, after what was kept, and goes on there', async ({ start }) => {
  const { page } = await start()
  const rill = new RillPage(page)
  await rill.composer.fill('Kept from before.')
  let held: Route | null = null
  await page.route('**/whole-window-*.js', (route) => {
    held = route
  })
  await page.reload({ waitUntil: 'commit' })
  await expect.poll(() => held).not.toBeNull()

  const first = page.locator('#first-words textarea')
  await expect(first).toBeFocused()
  await page.keyboard.type('Typed at once, ')
  await expect(rill.composer).toHaveCount(0)
  await (held as Route | null)?.continue()

  await expect(rill.composer).toBeFocused()
  await page.keyboard.type('and a word later')
  await expect(rill.composer).toHaveValue('Kept from before.\nTyped at once, and a word later')
  await expect(first).toHaveCount(0)
})
