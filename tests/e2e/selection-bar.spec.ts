import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { fillList } from './seed-history'

test('what is chosen is exported from its bar, and no message lies over the bar', async ({ profile, start }) => {
  fillList(profile, 8, Date.now())
  const { page } = await start()
  const rill = new RillPage(page)
  const bar = rill.sidebar.getByRole('toolbar')
  const message = page.getByRole('region', { name: rill.say('window_messages') }).getByRole('button').first()

  await rill.conversation('Talk 000000').press('Delete')
  await expect(message).toBeVisible()
  await message.hover()
  await rill.conversation('Talk 000001').focus()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(bar.getByRole('status')).toHaveText(rill.say('history_selected', { count: '2' }))
  // A click is refused where something lies over the button.
  for (const button of await bar.getByRole('button').all()) await button.click({ trial: true })

  await bar.getByRole('button', { name: rill.say('transfer_export') }).click()
  await expect(page.getByRole('dialog', { name: rill.say('transfer_export_some', { count: '2' }) })).toBeVisible()
})
