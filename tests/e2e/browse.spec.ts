import type { Locator } from '@playwright/test'
import { expect, test } from './app.fixture'
import { fillList } from './seed-history'
import { RillPage } from './rill-page'

const COUNT = 100_000
const DAY_MS = 24 * 60 * 60 * 1_000

test('a list of 100,000 is gone through by keyboard: folders, pins, several at once, archive and trash', async ({ profile, start }) => {
  fillList(profile, COUNT, Date.now() - 20 * DAY_MS)
  const app = await start()
  const rill = new RillPage(app.page)
  const { page, sidebar } = { page: app.page, sidebar: rill.sidebar }
  const row = (number: number): Locator =>
    sidebar.getByRole('button', { name: `Talk ${String(number).padStart(6, '0')}`, exact: true })
  await expect(row(0)).toBeVisible()
  expect(await sidebar.getByRole('listitem').count()).toBeLessThan(80)

  await row(0).focus()
  await page.keyboard.press('End')
  await expect(row(COUNT - 1)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(row(COUNT - 2)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(row(0)).toBeFocused()
  await page.keyboard.type('talk 000012')
  await expect(row(12)).toBeFocused()

  // Three of them into a new folder.
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(sidebar.getByRole('status')).toHaveText(rill.say('history_selected', { count: '3' }))
  await sidebar.getByRole('button', { name: rill.say('history_move') }).press('Enter')
  await page.getByRole('menuitem', { name: rill.say('history_new_folder') }).press('Enter')
  await expect(sidebar.getByRole('textbox', { name: rill.say('history_folder_name') })).toBeFocused()
  await page.keyboard.type('Tides')
  await page.keyboard.press('Enter')
  const folder = sidebar.getByRole('button', { name: /^Tides/ })
  await expect(folder).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(row(12)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(folder).toHaveAttribute('aria-expanded', 'false')
  await expect(row(12)).toBeHidden()
  await page.keyboard.press('ArrowRight')
  await expect(row(12)).toBeVisible()

  // Pinned it stands on top; archived it is out of the way, and comes back.
  await row(13).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: rill.say('history_pin'), exact: true }).press('Enter')
  await expect(sidebar.getByRole('heading').first()).toHaveText(rill.say('history_pinned'))
  await row(14).click({ button: 'right' })
  await page.getByRole('menuitem', { name: rill.say('history_archive') }).click()
  await expect(row(14)).toBeHidden()
  await sidebar.getByRole('button', { name: rill.say('history_archive_place') }).press('Enter')
  await expect(row(14)).toBeVisible()
  await sidebar.getByRole('button', { name: rill.say('history_back') }).press('Enter')
  await expect(row(13)).toBeFocused()

  // Deleted they are in the trash, from which each can be taken back.
  await row(2).focus()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(sidebar.getByRole('status')).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(row(4)).toBeFocused()
  await page.getByRole('button', { name: rill.say('history_undo') }).last().click()
  await expect(row(3)).toBeVisible()
  await sidebar.getByRole('button', { name: rill.say('history_trash') }).press('Enter')
  const old = sidebar.getByRole('button', { name: /^Talk 000007/ }).first()
  await old.focus()
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: rill.say('history_purge') }).press('Enter')
  await expect(sidebar.getByText(rill.say('history_trash_empty'))).toBeVisible()
})

test('a conversation is forked and its branches are gone through', async ({ rill, provider }) => {
  const answer = async (text: string): Promise<void> => {
    const request = await provider.next()
    request.say(text)
    request.finish()
    await rill.finished()
  }
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Why are there tides?')
  await answer('Because of the moon.')
  await rill.button('chat_regenerate').press('Enter')
  await answer('Because of the sun.')

  await rill.button('chat_branches').press('Enter')
  const branch = (words: string) => rill.page.getByRole('dialog').getByRole('button', { name: words })
  await expect(branch('Because of the sun.')).toHaveAttribute('aria-current', 'true')
  await branch('Why are there tides?').press('ArrowDown')
  await expect(branch('Because of the moon.')).toBeFocused()
  await rill.page.keyboard.press('Enter')
  await expect(rill.answer).toHaveText('Because of the moon.')

  await rill.button('chat_fork').press('Enter')
  const title = rill.say('chat_fork_title', { title: 'Why are there tides?' })
  await expect(rill.main.getByRole('heading', { name: title })).toBeVisible()
  await expect(rill.answer).toHaveText('Because of the moon.')
  await rill.ask('And the sun?')
  const request = await provider.next()
  expect(request.body.messages.map(({ content }) => content)).toEqual([
    'Why are there tides?', 'Because of the moon.', 'And the sun?'
  ])
  request.say('A little.')
  request.finish()
  await rill.finished()
  await rill.sidebar.getByRole('button', { name: 'Why are there tides?', exact: true }).click()
  await expect(rill.main.getByText('A little.')).toBeHidden()
  await expect(rill.answer).toHaveText('Because of the moon.')
})
