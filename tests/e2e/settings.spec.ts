import { expect, test } from './app.fixture'

test('a setting is found by its words in either language, and by keyboard alone', async ({ rill, app: { page } }) => {
  await rill.composer.press('Control+,')
  const field = rill.main.getByRole('textbox', { name: 'Search settings' })
  await expect(field).toBeFocused()
  const headings = rill.main.getByRole('heading', { level: 2 })
  await expect(headings).toHaveCount(9)
  await page.keyboard.type('dark')
  await expect(headings).toHaveText(['Appearance and language'])
  await expect(rill.main.getByText('Text size')).toBeHidden()
  await page.keyboard.press('ArrowDown')
  await expect(rill.main.getByRole('radio', { name: 'System' })).toBeFocused()
  await field.fill('代理')
  await expect(headings).toHaveText(['Network'])
  await field.fill('xylophone')
  await expect(headings).toHaveCount(0)
  await expect(rill.main.getByRole('status')).toContainText('No setting matches “xylophone”')

  // First the words go, then the settings, and one writes on.
  await page.keyboard.press('Escape')
  await expect(headings).toHaveCount(9)
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(rill.composer).toBeFocused()
})
