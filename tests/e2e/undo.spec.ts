import type { Locator } from '@playwright/test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { fillList, fillProfile } from './seed-history'

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
  await expect(sidebar.getByRole('textbox', { name: rill.say('history_folder_name') })).toBeFocused()
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
  // How many keys are one step depends on how fast they come.
  await expect.poll(async () => {
    if ((await rill.composer.inputValue()) !== '') await page.keyboard.press('Control+z')
    return rill.composer.inputValue()
  }).toBe('')
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

test('a new title is taken back wherever it was given, and the keys stay where they were', async ({ profile, start }) => {
  fillList(profile, 30, Date.now())
  const { page } = await start()
  const rill = new RillPage(page)
  const { sidebar } = rill
  const row = (name: string): Locator => sidebar.getByRole('button', { name, exact: true })
  const undone = page.getByText(rill.say('history_taken_back').trim())
  const field = sidebar.getByRole('list').or(sidebar.getByRole('group')).getByRole('textbox')
  const write = async (words: string): Promise<void> => {
    await expect(field).toBeFocused()
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }

  await row('Talk 000003').press('F2')
  await write('Tides')
  await expect(row('Tides')).toBeFocused()
  await row('Talk 000004').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: rill.say('history_rename') }).press('Enter')
  await write('Moons')
  await expect(row('Moons')).toBeFocused()
  await page.keyboard.press('F2')
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(row('Moons')).toBeFocused()

  // A folder's first name belongs to its making, the second one does not.
  await sidebar.getByRole('button', { name: rill.say('history_more', { title: 'Moons' }) }).press('Enter')
  await page.getByRole('menuitem', { name: rill.say('history_move') }).press('ArrowRight')
  await page.getByRole('menuitem', { name: rill.say('history_new_folder') }).press('Enter')
  await write('Sea')
  const folder = (name: string): Locator => sidebar.getByRole('button', { name: new RegExp(`^${name}`) })
  await expect(folder('Sea')).toBeFocused()
  await page.keyboard.press('F2')
  await write('Ocean')
  await expect(folder('Ocean')).toBeFocused()

  await row('Talk 000005').press('Enter')
  const title = rill.main.getByRole('heading', { level: 1 }).getByRole('button')
  await expect(title).toHaveText('Talk 000005')
  await expect(rill.composer).toBeFocused()
  await page.keyboard.press('F2')
  await expect(rill.main.getByRole('textbox', { name: rill.say('chat_title') })).toBeFocused()
  await page.keyboard.type('Stars')
  await page.keyboard.press('Enter')
  await expect(rill.composer).toBeFocused()
  await expect(row('Stars')).toBeVisible()

  await page.keyboard.press('Control+z')
  await expect(title).toHaveText('Talk 000005')
  await page.keyboard.press('Control+z')
  await expect(folder('Sea')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(sidebar.locator('section.folder').getByRole('listitem')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(row('Talk 000004')).toBeVisible()
  await row('Tides').focus()
  await page.keyboard.press('Control+z')
  await expect(row('Talk 000003')).toBeFocused()
  // One sentence, which says each in its turn.
  await expect(undone).toHaveCount(1)
  await expect(undone).toContainText('Tides')
})

test('a conversation that was open when it was deleted is open again', async ({ app: { page }, rill }) => {
  const heading = rill.main.getByRole('heading', { level: 1 }).first()
  for (const words of ['What can you do?', 'Why are there tides?']) {
    await rill.newConversation()
    await rill.ask(words)
    await rill.finished()
  }
  const row = rill.conversation('Why are there tides?')
  const below = rill.conversation('What can you do?')
  await row.press('Delete')
  await expect(heading).toHaveText(rill.say('chat_new'))
  await expect(below).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(heading).toHaveText('Why are there tides?')
  await expect(below).toBeFocused()

  // By the button, and not where one has gone on to another.
  await row.press('Delete')
  // The one before it may still be fading away.
  await page.getByRole('button', { name: rill.say('history_undo'), exact: true }).last().click()
  await expect(heading).toHaveText('Why are there tides?')
  await row.press('Delete')
  await below.press('Enter')
  await expect(heading).toHaveText('What can you do?')
  await page.keyboard.press('Control+z')
  await expect(row).toBeVisible()
  await expect(heading).toHaveText('What can you do?')
})

test('what another window has deleted for good is said to be gone', async ({ app, rill }) => {
  const { page } = app
  for (const words of ['What can you do?', 'Why are there tides?']) {
    await rill.newConversation()
    await rill.ask(words)
    await rill.finished()
  }
  const row = rill.conversation('Why are there tides?')
  const opened = app.electron.waitForEvent('window')
  await page.keyboard.press('Control+Shift+n')
  const other = new RillPage(await opened)
  await row.click({ button: 'right' })
  await page.getByRole('menuitem', { name: rill.say('history_archive') }).click()
  await expect(row).toBeHidden()
  await rill.conversation('What can you do?').press('Delete')
  await expect(rill.conversation('What can you do?')).toBeHidden()

  const purge = async (title: string): Promise<void> => {
    await other.conversation(title).press('Delete')
    await other.page.getByRole('alertdialog').getByRole('button', { name: rill.say('history_purge') }).press('Enter')
    await expect(other.conversation(title)).toBeHidden()
  }
  await other.sidebar.getByRole('button', { name: rill.say('history_archive_place') }).press('Enter')
  await other.conversation('Why are there tides?').press('Delete')
  await other.sidebar.getByRole('button', { name: rill.say('history_trash') }).press('Enter')
  await purge('Why are there tides?')
  await purge('What can you do?')

  const gone = page.getByText(rill.say('history_undo_gone').trim())
  await rill.composer.focus()
  await page.keyboard.press('Control+z')
  await expect(gone).toContainText('What can you do?')
  await page.keyboard.press('Control+z')
  await expect(gone).toContainText('Why are there tides?')
  await expect(gone).toHaveCount(1)
  await expect(page.getByText(rill.say('history_taken_back').trim())).toBeHidden()
})

test('folders that were made or removed, and a first title, are taken back', async ({ profile, start }) => {
  fillList(profile, 9, Date.now())
  fillProfile(profile, (database) =>
    database.script(`
      insert into folder (id, name, parent_id, position, open)
        values ('w', 'Work', null, 0, 1), ('h', 'Home', null, 1, 1), ('i', 'Inner', 'w', 0, 1), ('j', 'Later', 'w', 1, 1);
      update conversation set folder_id = 'w' where id in ('c000001', 'c000002');
      update conversation set folder_id = 'i' where id = 'c000003';
      update conversation set folder_id = 'w', archived_at_ms = 5 where id = 'c000005';
      update conversation set title = '' where id = 'c000004'`)
  )
  const { page } = await start()
  const rill = new RillPage(page)
  const { sidebar } = rill
  const names = (): Promise<string[]> => sidebar.locator('.list-row .name, .list-row .title').allInnerTexts()
  await expect(sidebar.getByRole('button', { name: /^Home/ })).toBeVisible()
  const before = await names()
  expect(before.filter((name) => !name.startsWith('Talk'))).toEqual([
    'Work', 'Inner', 'Later', 'Home', rill.say('history_untitled')
  ])

  await sidebar.getByRole('button', { name: /^Work/ }).press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: rill.say('history_folder_remove') }).press('Enter')
  await expect(sidebar.getByRole('button', { name: /^Work/ })).toBeHidden()
  await page.getByRole('button', { name: rill.say('history_undo'), exact: true }).click()
  await expect.poll(names).toEqual(before)
  await expect(sidebar.getByRole('button', { name: /^Work/ })).toContainText('2')

  await sidebar.getByRole('button', { name: /^Inner/ }).press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: rill.say('history_folder_remove') }).press('Enter')
  await expect(sidebar.getByRole('button', { name: /^Inner/ })).toBeHidden()
  await sidebar.getByRole('button', { name: rill.say('history_new_folder') }).press('Enter')
  await expect(sidebar.getByRole('textbox', { name: rill.say('history_folder_name') })).toBeFocused()
  await page.keyboard.type('Sea')
  await page.keyboard.press('Enter')
  await expect(sidebar.getByRole('button', { name: /^Sea/ })).toBeFocused()
  const untitled = sidebar.locator('[data-conversation="c000004"]')
  await untitled.press('F2')
  await page.keyboard.type('Moons')
  await page.keyboard.press('Enter')
  await expect(untitled).toHaveText('Moons')

  await page.keyboard.press('Control+z')
  await expect(untitled).toHaveText(rill.say('history_untitled'))
  await page.keyboard.press('Control+z')
  await expect(sidebar.getByRole('button', { name: /^Sea/ })).toBeHidden()
  await page.keyboard.press('Control+z')
  await expect.poll(names).toEqual(before)
  await expect(page.getByText(rill.say('history_taken_back').trim())).toContainText('Inner')
})
