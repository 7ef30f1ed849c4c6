import type { Page } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Locale } from '../../src/shared/domain/settings'
import { answerOf, conversationOf, endedWith, questionOf } from '../../src/main/history/sample-turns'
import type { NewTurn } from '../../src/main/history/history'
import { chatGptConversation, chatGptTalk } from '../../src/main/transfer/import/chatgpt.fixture'
import { zipOf } from '../../src/main/transfer/import/zip.fixture'
import { expect, test } from '../e2e/app.fixture'
import { RillPage } from '../e2e/rill-page'
import { seedHistory } from '../e2e/seed-history'
import { TransferPage } from '../e2e/transfer-page'

const FOLDER = resolve(import.meta.dirname, '../../.cache/screenshots')
const LOCALES: readonly Locale[] = ['en', 'zh-CN']
const TITLES = ['Tides', '海水的颜色', 'Trip to the lake', 'A regular expression', '周末做什么菜']

for (const locale of LOCALES) {
  test(`screens of the history in ${locale}`, async ({ start, profile }) => {
    seedHistory(profile, [...TITLES.map(forked), brokenOff()])
    const zip = join(profile, 'conversations.zip')
    await writeFile(zip, exported())
    const app = await start()
    const { page } = app
    await new RillPage(page).change({ language: locale })
    const rill = new RillPage(page, locale)
    const transfer = new TransferPage(app)
    const shoot = (name: string): Promise<void> => shootBoth(page, rill, `${name}-${locale}`)
    const open = (message: string) => rill.main.getByRole('button', { name: rill.say(message) })

    await rill.conversation('Tides').click()
    await rill.button('chat_branches').click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await shoot('branches')
    await page.keyboard.press('Escape')

    await rill.conversation('Trip to the lake').press('Delete')
    await rill.sidebar.getByRole('button', { name: rill.say('history_trash') }).click()
    await rill.conversation('Trip to the lake').click()
    await expect(rill.button('chat_trash_restore')).toBeVisible()
    await shoot('trash')
    await rill.sidebar.getByRole('button', { name: rill.say('history_new') }).first().click()
    await page.keyboard.press('Control+Shift+f')
    await page.keyboard.type('way ')
    await expect(rill.sidebar.locator('mark').first()).toBeVisible()
    await shoot('alike')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await expect(rill.sidebar.getByRole('img', { name: rill.say('history_interrupted') })).toBeVisible()
    await rill.conversation('Tides').click()
    await page.keyboard.press('Control+z')
    await shoot('undone')

    await rill.conversation('周末做什么菜').focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(rill.sidebar.getByRole('status')).toBeVisible()
    await shoot('selection')
    await page.keyboard.press('Escape')

    await rill.sidebar.getByRole('button', { name: rill.say('history_settings') }).click()
    await transfer.choose(zip)
    await open('transfer_import_choose').click()
    await expect(page.getByText(rill.say('transfer_dry_run'))).toBeVisible()
    await shoot('import')
    await page.keyboard.press('Escape')

    const backup = join(profile, 'mine.rillbackup')
    await transfer.saveAs(backup)
    await open('transfer_back_up').click()
    await expect(page.getByText(rill.say('transfer_exported', { name: 'mine.rillbackup' }))).toBeVisible()
    await transfer.choose(backup)
    await open('transfer_restore_choose').click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await shoot('restore')
    await page.keyboard.press('Escape')

    await transfer.choose('/media/disk/Documents')
    await open('transfer_move').click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await shoot('move')
    await page.keyboard.press('Escape')
    await app.electron.evaluate(({ BrowserWindow }) => {
      const progress = { done: 380_000_000, of: 1_000_000_000 }
      BrowserWindow.getAllWindows()[0]?.webContents.send('transfer:moving', progress)
    })
    await expect(page.getByText(rill.say('transfer_moving_title'))).toBeVisible()
    await shoot('moving')
  })
}

/** Two answers to one question, and a question after the second. */
function forked(title: string): NewTurn {
  const conversation = conversationOf({ title })
  const question = questionOf(conversation.id, null, `${title}: why?`)
  const same = 'One way to see it, and there are several ways of seeing it that have a good deal to be said for them, '
  const table = '\n\n| way | holds |\n| --- | --- |\n| **this** | mostly |\n| that | `always` |\n'
  const first = { ...answerOf(question), ...endedWith(`${same}is this.${table}`) }
  const second = { ...answerOf(question), ...endedWith(`${same}is that.`) }
  const next = questionOf(conversation.id, second.id, 'And what follows from it?')
  return { conversation, messages: [question, first, second, next, { ...answerOf(next), ...endedWith('A great deal.') }] }
}

/** As a crash leaves it. */
function brokenOff(): NewTurn {
  const conversation = conversationOf({ title: 'Left in the middle' })
  const question = questionOf(conversation.id, null, 'And then?')
  const state = { phase: 'interrupted', fault: null } as const
  return { conversation, messages: [question, { ...answerOf(question), ...endedWith('Half of it'), state }] }
}

function exported(): Buffer {
  const talks = ['Primes', '长城', 'Sourdough'].map((title, nth) =>
    chatGptTalk(title, title, 1_700_000_000 + nth * 8_640_000, [`${title}?`, `${title}.`])
  )
  const records = [chatGptConversation(), ...talks, { title: 'Odd one' }]
  return zipOf([{ name: 'conversations.json', bytes: Buffer.from(JSON.stringify(records)) }])
}

async function shootBoth(page: Page, rill: RillPage, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await rill.change({ theme })
    await page.waitForFunction((theme) => document.documentElement.dataset['theme'] === theme, theme)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    await page.screenshot({ path: resolve(FOLDER, `history-${name}-${theme}.png`) })
  }
}
