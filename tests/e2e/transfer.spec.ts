import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chatGptConversation } from '../../src/main/transfer/import/chatgpt.fixture'
import { zipOf } from '../../src/main/transfer/import/zip.fixture'
import { AppUnderTest } from './app-under-test'
import { expect, test } from './app.fixture'
import { TransferPage } from './transfer-page'

const TITLE = 'Counting primes'

test('a ChatGPT export comes in, is read, and goes out again into another history without loss', async ({ start, profile }) => {
  const first = await start()
  const transfer = new TransferPage(first)
  const { rill } = transfer
  const records = [chatGptConversation('c1', TITLE), { title: 'Odd one' }, chatGptConversation('c2', 'Another')]
  const zip = join(profile, 'chatgpt.zip')
  await writeFile(zip, zipOf([{ name: 'conversations.json', bytes: Buffer.from(JSON.stringify(records)) }]))

  await transfer.import(zip)
  await expect(first.page.getByText('Odd one')).toBeVisible()
  await transfer.closeReport()
  await rill.conversation(TITLE).click()
  await expect(rill.answer).toContainText('一共有四个素数。')
  await expect(rill.main.getByText('Say it in Chinese')).toBeVisible()

  const markdown = join(profile, 'one.md')
  await transfer.saveAs(markdown)
  await rill.conversation(TITLE).hover()
  await rill.sidebar.getByRole('button', { name: rill.say('history_more', { title: TITLE }) }).click()
  await first.page.getByRole('menuitem', { name: rill.say('transfer_export') }).click()
  await transfer.save(markdown)
  expect(await readFile(markdown, 'utf8')).toContain('There are **four**.')

  const all = join(profile, 'all.json')
  await transfer.exportAll(all)
  await first.quit()

  const elsewhere = await mkdtemp(join(tmpdir(), 'rill-e2e-other-'))
  try {
    const second = await AppUnderTest.start(elsewhere)
    const other = new TransferPage(second)
    await other.import(all)
    const again = join(profile, 'again.json')
    await other.closeReport()
    await other.exportAll(again)
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
  const transfer = new TransferPage(first)
  const { rill } = transfer
  await rill.ask('Before the backup.')
  await rill.finished()
  const backup = join(profile, 'mine.rillbackup')
  await transfer.saveAs(backup)
  await rill.sidebar.getByRole('button', { name: rill.say('history_settings') }).click()
  await rill.main.getByRole('button', { name: rill.say('transfer_back_up') }).click()
  await expect(first.page.getByText(rill.say('transfer_exported', { name: 'mine.rillbackup' }))).toBeVisible()
  await rill.newConversation()
  await rill.ask('After the backup.')
  await rill.finished()

  // The second start is this test's own: one the program makes would not be under its control.
  await first.electron.evaluate(({ app }) => (app.relaunch = () => undefined))
  await transfer.choose(backup)
  await rill.sidebar.getByRole('button', { name: rill.say('history_settings') }).click()
  await rill.main.getByRole('button', { name: rill.say('transfer_restore_choose') }).click()
  const gone = first.electron.waitForEvent('close')
  await first.page.getByRole('button', { name: rill.say('transfer_restore'), exact: true }).click()
  await gone

  const second = await start()
  const after = new TransferPage(second).rill
  await expect(after.conversation('Before the backup.')).toBeVisible()
  await expect(after.conversation('After the backup.')).toBeHidden()
})

test('the history moves into another folder, and goes on there after the program has started again', async ({ start, profile }) => {
  const disk = await mkdtemp(join(tmpdir(), 'rill-e2e-disk-'))
  try {
    const first = await start()
    const transfer = new TransferPage(first)
    const { rill } = transfer
    await rill.ask('Before the move.')
    await rill.finished()
    await first.electron.evaluate(({ app }) => (app.relaunch = () => undefined))
    await transfer.choose(disk)
    await rill.sidebar.getByRole('button', { name: rill.say('history_settings') }).click()
    await rill.main.getByRole('button', { name: rill.say('transfer_move') }).click()
    const asked = first.page.getByRole('alertdialog')
    await expect(asked).toContainText(disk)
    const gone = first.electron.waitForEvent('close')
    await asked.getByRole('button', { name: rill.say('transfer_move_now') }).click()
    await gone

    const second = await start({ changes: join(disk, 'Rill') })
    const after = new TransferPage(second).rill
    await expect(after.conversation('Before the move.')).toBeVisible()
    await after.sidebar.getByRole('button', { name: after.say('history_settings') }).click()
    await expect(after.main.getByText(join(disk, 'Rill'), { exact: true }).first()).toBeVisible()
    expect(existsSync(join(profile, 'history.db'))).toBe(false)
    await second.quit()
    expect(existsSync(join(disk, 'Rill', 'history.db'))).toBe(true)
  } finally {
    await rm(disk, { recursive: true, force: true, maxRetries: 10 })
  }
})
