import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chatGptConversation } from '../../src/main/transfer/import/chatgpt.fixture'
import { zipOf } from '../../src/main/transfer/import/zip.fixture'
import { AppUnderTest } from './app-under-test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'

const TITLE = 'Counting primes'

async function saveAs({ electron }: AppUnderTest, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
}

async function choose({ electron }: AppUnderTest, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, file)
}

/** Through the settings and the dry run; leaves the dialog at its report. */
async function importFile(app: AppUnderTest, rill: RillPage, file: string): Promise<void> {
  await choose(app, file)
  await rill.sidebar.getByRole('button', { name: rill.say('history_settings') }).click()
  await rill.main.getByRole('button', { name: rill.say('transfer_import_choose') }).click()
  await expect(app.page.getByText(rill.say('transfer_dry_run'))).toBeVisible()
  await app.page.getByRole('button', { name: rill.say('transfer_import'), exact: true }).click()
  await expect(app.page.getByText(rill.say('transfer_imported'))).toBeVisible()
}

test('a ChatGPT export comes in, is read, and goes out again into another history without loss', async ({ start, profile }) => {
  const first = await start()
  const rill = new RillPage(first.page)
  const records = [chatGptConversation('c1', TITLE), { title: 'Odd one' }, chatGptConversation('c2', 'Another')]
  const zip = join(profile, 'chatgpt.zip')
  await writeFile(zip, zipOf([{ name: 'conversations.json', bytes: Buffer.from(JSON.stringify(records)) }]))

  await importFile(first, rill, zip)
  await expect(first.page.getByText('Odd one')).toBeVisible()
  await first.page.getByRole('button', { name: rill.say('transfer_close'), exact: true }).click()
  await rill.conversation(TITLE).click()
  await expect(rill.answer).toContainText('一共有四个素数。')
  await expect(rill.main.getByText('Say it in Chinese')).toBeVisible()

  const markdown = join(profile, 'one.md')
  await saveAs(first, markdown)
  await rill.conversation(TITLE).hover()
  await rill.sidebar.getByRole('button', { name: rill.say('history_more', { title: TITLE }) }).click()
  await first.page.getByRole('menuitem', { name: rill.say('transfer_export') }).click()
  await first.page.getByRole('button', { name: rill.say('transfer_save') }).click()
  await expect(first.page.getByText(rill.say('transfer_exported', { name: 'one.md' }))).toBeVisible()
  expect(await readFile(markdown, 'utf8')).toContain('There are **four**.')

  const all = join(profile, 'all.json')
  await saveAs(first, all)
  await rill.sidebar.getByRole('button', { name: rill.say('history_settings') }).click()
  await rill.main.getByRole('button', { name: rill.say('transfer_export') }).click()
  await first.page.getByRole('button', { name: rill.say('transfer_save') }).click()
  await expect(first.page.getByText(rill.say('transfer_exported', { name: 'all.json' }))).toBeVisible()
  await first.quit()

  const elsewhere = await mkdtemp(join(tmpdir(), 'rill-e2e-other-'))
  try {
    const second = await AppUnderTest.start(elsewhere)
    const other = new RillPage(second.page)
    await importFile(second, other, all)
    const again = join(profile, 'again.json')
    await saveAs(second, again)
    await second.page.getByRole('button', { name: other.say('transfer_close'), exact: true }).click()
    await other.main.getByRole('button', { name: other.say('transfer_export') }).click()
    await second.page.getByRole('button', { name: other.say('transfer_save') }).click()
    await expect(second.page.getByText(other.say('transfer_exported', { name: 'again.json' }))).toBeVisible()
    const recordsOf = async (file: string): Promise<unknown> => {
      return (JSON.parse(await readFile(file, 'utf8')) as { records: unknown }).records
    }
    expect(await recordsOf(again)).toEqual(await recordsOf(all))
    await second.quit()
    expect(second.complaints).toEqual([])
  } finally {
    await rm(elsewhere, { recursive: true, force: true })
  }
})

test('a backup brings back what was there when it was made, after the program has started again', async ({ start, profile }) => {
  const first = await start()
  const rill = new RillPage(first.page)
  await rill.ask('Before the backup.')
  await rill.finished()
  const backup = join(profile, 'mine.rillbackup')
  await saveAs(first, backup)
  await rill.sidebar.getByRole('button', { name: rill.say('history_settings') }).click()
  await rill.main.getByRole('button', { name: rill.say('transfer_back_up') }).click()
  await expect(first.page.getByText(rill.say('transfer_exported', { name: 'mine.rillbackup' }))).toBeVisible()
  await rill.newConversation()
  await rill.ask('After the backup.')
  await rill.finished()

  // The second start is this test's own: one the program makes would not be under its control.
  await first.electron.evaluate(({ app }) => (app.relaunch = () => undefined))
  await choose(first, backup)
  await rill.sidebar.getByRole('button', { name: rill.say('history_settings') }).click()
  await rill.main.getByRole('button', { name: rill.say('transfer_restore_choose') }).click()
  const gone = first.electron.waitForEvent('close')
  await first.page.getByRole('button', { name: rill.say('transfer_restore'), exact: true }).click()
  await gone

  const second = await start()
  const after = new RillPage(second.page)
  await expect(after.conversation('Before the backup.')).toBeVisible()
  await expect(after.conversation('After the backup.')).toBeHidden()
})
