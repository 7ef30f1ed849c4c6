import type { Locator } from '@playwright/test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { fillList } from './seed-history'

test('Ctrl+Z takes back what was done last, step by step, and leaves what is written to the field', async ({ profile, start }) => {
  fillList(profile, 300, Date.now())
  const { page } = await start()
  const rill = new RillPage(page)
  const { sidebar } = rill
  const row = (number: number): Locator =>
    sidebar.getByRole('button', { name: `Talk ${String(number).padStart(6, '0')}`, exact: true })
  const menu = async (number: number, message: string): Promise<void> => {
    await row(number).click({ button: 'right' })
    await page.getByRole('menuitem', { name: rill.say(message), exact: true }).click()
  }
  const undone = page.getByText(rill.say('history_taken_back').trim())

  await row(5).focus()
  await page.keyboard.press('Shift+ArrowDown')
  await sidebar.getByRole('button', { name: rill.say('history_move') }).press('Enter')
  await page.getByRole('menuitem', { name: rill.say('history_new_folder') }).press('Enter')
  await page.keyboard.press('Enter')
  await expect(sidebar.locator('section.folder').getByRole('listitem')).toHaveCount(2)
  await menu(3, 'history_archive')
  await expect(row(3)).toBeHidden()
  await row(2).press('Delete')
  await expect(row(2)).toBeHidden()

  await page.keyboard.press('Control+z')
  await expect(row(2)).toBeVisible()
  await expect(undone.last()).toContainText('Talk 000002')
  await page.keyboard.press('Control+z')
  await expect(row(3)).toBeVisible()

  // What is written comes first, and the list only once there is nothing to take back of it.
  await rill.composer.focus()
  await page.keyboard.type('tide')
  await page.keyboard.press('Control+z')
  await expect(rill.composer).toHaveValue('')
  await expect(sidebar.locator('section.folder').getByRole('listitem')).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(sidebar.locator('section.folder').getByRole('listitem')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(row(5)).toBeVisible()
})

test('after a question was sent Ctrl+Z in the empty field takes back what was done in the list', async ({ app: { page }, rill }) => {
  await rill.composer.focus()
  await page.keyboard.type('What can you do?')
  await page.keyboard.press('Enter')
  await rill.finished()
  const row = rill.conversation('What can you do?')
  await row.press('Delete')
  await expect(row).toBeHidden()
  await rill.composer.focus()
  await page.keyboard.press('Control+z')
  await expect(row).toBeVisible()
})
