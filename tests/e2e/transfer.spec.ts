import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'

test('a conversation is exported as Markdown, and everything as Rill history', async ({ start, profile }) => {
  const app = await start()
  const rill = new RillPage(app.page)
  await rill.ask('Say hello.')
  await rill.finished()
  const answer = await rill.answerText()
  const saveAs = async (file: string): Promise<void> => {
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
  }

  const markdown = join(profile, 'one.md')
  await saveAs(markdown)
  await rill.sidebar.getByRole('button', { name: rill.say('history_more', { title: 'Say hello.' }) }).click()
  await app.page.getByRole('menuitem', { name: rill.say('transfer_export') }).click()
  await app.page.getByRole('button', { name: rill.say('transfer_save') }).click()
  await expect(app.page.getByText(rill.say('transfer_exported', { name: 'one.md' }))).toBeVisible()
  expect(await readFile(markdown, 'utf8')).toContain(answer.split('\n')[0])

  const all = join(profile, 'all.json')
  await saveAs(all)
  await rill.sidebar.getByRole('button', { name: rill.say('history_settings') }).click()
  await rill.main.getByRole('button', { name: rill.say('transfer_export') }).click()
  await app.page.getByRole('button', { name: rill.say('transfer_save') }).click()
  await expect(app.page.getByText(rill.say('transfer_exported', { name: 'all.json' }))).toBeVisible()
  const { records } = JSON.parse(await readFile(all, 'utf8')) as { records: unknown[] }
  expect(records).toHaveLength(4)
})
