import type { Page } from '@playwright/test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { fillList, fillProfile } from './seed-history'

/** Two in a folder, one in the archive, two in the trash, and no other. */
function fill(profile: string): void {
  fillList(profile, 5, Date.now())
  fillProfile(profile, (database) =>
    database.script(`
      insert into folder (id, name, parent_id, position, open) values ('w', 'Work', null, 0, 1);
      update conversation set folder_id = 'w' where id in ('c000000', 'c000001');
      update conversation set archived_at_ms = 5 where id = 'c000002';
      update conversation set deleted_at_ms = ${String(Date.now())} where id in ('c000003', 'c000004')`)
  )
}

async function choose(page: Page, rill: RillPage, title: string, message: string): Promise<void> {
  await rill.sidebar.getByRole('button', { name: rill.say('history_more', { title }) }).press('Enter')
  await page.getByRole('menuitem', { name: rill.say(message), exact: true }).press('Enter')
}

test('where the last row of a place goes away the keys go on beside it', async ({ profile, start }) => {
  fill(profile)
  const { page } = await start()
  const rill = new RillPage(page)
  const { sidebar, say } = rill
  const back = sidebar.getByRole('button', { name: say('history_back') })

  await sidebar.getByRole('button', { name: say('history_archive_place') }).press('Enter')
  await expect(rill.conversation('Talk 000002')).toBeVisible()
  await choose(page, rill, 'Talk 000002', 'history_unarchive')
  await expect(rill.conversation('Talk 000002')).toBeHidden()
  await expect(back).toBeFocused()

  await sidebar.getByRole('button', { name: say('history_trash') }).press('Enter')
  await choose(page, rill, 'Talk 000003', 'history_restore')
  await expect(rill.conversation('Talk 000004')).toBeFocused()
  await page.keyboard.press('Delete')
  const purge = page.getByRole('alertdialog').getByRole('button', { name: say('history_purge') })
  await purge.press('Enter')
  await expect(rill.conversation('Talk 000004')).toBeHidden()
  await expect(back).toBeFocused()
  await page.keyboard.press('Enter')

  for (const title of ['Talk 000000', 'Talk 000001', 'Talk 000002', 'Talk 000003']) {
    await rill.conversation(title).press('Delete')
    await expect(rill.conversation(title)).toBeHidden()
  }
  await expect(sidebar.getByRole('button', { name: /^Work/ })).toBeFocused()
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: say('history_folder_remove') }).press('Enter')
  await expect(sidebar.getByRole('button', { name: /^Work/ })).toBeHidden()
  await expect(sidebar.getByRole('button', { name: say('history_new') })).toBeFocused()

  await sidebar.getByRole('button', { name: say('history_trash') }).press('Enter')
  await sidebar.getByRole('button', { name: say('history_empty_trash') }).press('Enter')
  await purge.press('Enter')
  await expect(rill.conversation('Talk 000001')).toBeHidden()
  await expect(back).toBeFocused()
})

test('what was done with several leaves the keys in the list', async ({ profile, start }) => {
  fill(profile)
  const { page } = await start()
  const rill = new RillPage(page)
  const { sidebar, say } = rill
  await sidebar.getByRole('button', { name: say('history_trash') }).press('Enter')
  await rill.conversation('Talk 000003').focus()
  await page.keyboard.press('Control+a')
  await sidebar.getByRole('toolbar').getByRole('button', { name: say('history_restore') }).press('Enter')
  await expect(rill.conversation('Talk 000003')).toBeHidden()
  await expect(sidebar.getByRole('button', { name: say('history_back') })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(rill.conversation('Talk 000003')).toBeVisible()
  await rill.conversation('Talk 000000').focus()
  await page.keyboard.press('Shift+ArrowDown')
  await sidebar.getByRole('toolbar').getByRole('button', { name: say('history_pin') }).press('Enter')
  await expect(sidebar.getByRole('toolbar')).toBeHidden()
  await expect(sidebar.locator(':focus')).toHaveCount(1)
})
