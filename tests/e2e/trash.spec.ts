import { expect, test } from './app.fixture'

test('what is in the trash is read there, restored or deleted for good; a new conversation shows the list', async ({ app: { page }, rill, provider }) => {
  const { sidebar, say } = rill
  const answer = async (text: string): Promise<void> => {
    const request = await provider.next()
    request.say(text)
    request.finish()
    await rill.finished()
  }
  const row = sidebar.getByRole('button', { name: /^Why are there tides/ })
  const trash = sidebar.getByRole('button', { name: say('history_trash') })
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Why are there tides?')
  await answer('Because of the moon.')
  await rill.button('chat_regenerate').press('Enter')
  await answer('Because of the sun.')
  await row.press('Delete')
  await trash.press('Enter')
  await row.press('Enter')
  await expect(rill.answer).toHaveText('Because of the sun.')
  await expect(rill.main.getByText(say('chat_trash_since', { date: '' }).slice(0, 8))).toBeVisible()
  await expect(rill.composer).toBeHidden()
  for (const name of ['chat_regenerate', 'chat_edit', 'chat_fork']) await expect(rill.button(name)).toBeHidden()
  await rill.button('chat_previous').press('Enter')
  await expect(rill.answer).toHaveText('Because of the moon.')

  await rill.button('chat_trash_restore').press('Enter')
  await expect(rill.composer).toBeVisible()
  await expect(page.getByRole('button', { name: say('history_undo'), exact: true })).toBeHidden()
  await expect(sidebar.getByText(say('history_trash_empty'))).toBeVisible()
  await page.keyboard.press('Control+n')
  await expect(row).toBeVisible()
  await expect(trash).toHaveAttribute('aria-pressed', 'false')

  await row.press('Delete')
  await trash.press('Enter')
  await row.press('Enter')
  await rill.button('chat_trash_purge').press('Enter')
  // Nothing is taken back behind a question, nor what is gone for good.
  const undo = page.getByRole('button', { name: say('history_undo'), exact: true })
  await page.keyboard.press('Control+z')
  // Enter and Escape are safe; only the button that says so deletes.
  const dialog = page.getByRole('alertdialog')
  const safe = dialog.getByRole('button', { name: say('chat_cancel'), exact: true })
  for (const key of ['Enter', 'Escape']) {
    await expect(safe).toBeFocused()
    await page.keyboard.press(key)
    await expect(dialog).toBeHidden()
    await expect(rill.button('chat_trash_purge')).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await expect(safe).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: say('chat_trash_purge') })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(sidebar.getByText(say('history_trash_empty'))).toBeVisible()
  await expect(rill.composer).toBeVisible()
  await expect(rill.answer).toBeHidden()
  await expect(undo).toBeHidden()
  await page.keyboard.press('Control+z')
  await expect(page.getByText(say('history_taken_back').trim())).toBeHidden()
})
