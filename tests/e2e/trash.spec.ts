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
  await expect(sidebar.getByText(say('history_trash_empty'))).toBeVisible()
  await page.keyboard.press('Control+n')
  await expect(row).toBeVisible()
  await expect(trash).toHaveAttribute('aria-pressed', 'false')

  await row.press('Delete')
  await trash.press('Enter')
  await row.press('Enter')
  await rill.button('chat_trash_purge').press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: say('chat_trash_purge') }).press('Enter')
  await expect(sidebar.getByText(say('history_trash_empty'))).toBeVisible()
  await expect(rill.composer).toBeVisible()
  await expect(rill.answer).toBeHidden()
})
