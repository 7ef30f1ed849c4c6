import type { AppUnderTest } from './app-under-test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { TransferPage } from './transfer-page'

/** As a person does: the menu itself is the system's. */
async function chooseInMenu({ electron }: AppUnderTest, label: string): Promise<void> {
  await electron.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? [])
    const item = items?.find((one) => one.label === wanted)
    if (!item?.enabled) throw new Error(`no ${wanted} in the menu, or greyed`)
    item.click()
  }, label)
}

/** The actions that are greyed in the menu. */
function greyed({ electron }: AppUnderTest): Promise<string[]> {
  return electron.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? []
    return items.flatMap(({ id, enabled, role }) => (enabled || role || !id ? [] : [id]))
  })
}

async function command({ page, say }: RillPage, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: say('palette_field') })
  await expect(field).toBeFocused()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await expect(field).toBeHidden()
}

test('the palette does everything with the conversation that is open', async ({ app: { page }, rill }) => {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('group', { name: rill.say('palette_here') })).toBeHidden()
  await page.keyboard.press('Escape')
  await rill.ask('Why are there tides?')
  await rill.finished()

  await command(rill, rill.say('app_rename'))
  const title = rill.main.getByRole('textbox', { name: rill.say('chat_title') })
  await expect(title).toBeFocused()
  await page.keyboard.type('The sea')
  await page.keyboard.press('Enter')
  await expect(rill.conversation('The sea')).toBeVisible()
  await rill.composer.press('F2')
  await expect(title).toBeFocused()
  await page.keyboard.press('Escape')

  const heading = (name: string) => rill.sidebar.getByRole('heading', { name: rill.say(name), exact: true })
  await command(rill, rill.say('history_pin'))
  await expect(heading('history_pinned')).toBeVisible()
  await command(rill, rill.say('history_unpin'))
  await expect(heading('history_pinned')).toBeHidden()
  await command(rill, rill.say('history_archive'))
  await expect(rill.conversation('The sea')).toBeHidden()
  await command(rill, rill.say('app_show_archive'))
  await expect(rill.conversation('The sea')).toBeVisible()
  await command(rill, rill.say('history_unarchive'))
  await expect(rill.conversation('The sea')).toBeHidden()
  await rill.sidebar.getByRole('button', { name: rill.say('history_back') }).click()

  await command(rill, rill.say('transfer_export_one'))
  await expect(page.getByRole('dialog')).toContainText(rill.say('transfer_hint_markdown'))
  await page.keyboard.press('Escape')
  await command(rill, rill.say('app_delete'))
  await expect(rill.main.getByRole('heading', { level: 1 })).toHaveText(rill.say('chat_new'))
  await command(rill, rill.say('app_show_trash'))
  await expect(rill.conversation('The sea')).toBeVisible()
})

test('the menu has every action, also those that need a conversation', async ({ app, rill, profile }) => {
  const { page } = app
  await expect(rill.composer).toBeFocused()
  await page.keyboard.press('F2')
  await expect(page.getByText(rill.say('app_no_conversation'))).toBeVisible()
  await rill.ask('Why are there tides?')
  await rill.finished()
  await chooseInMenu(app, `${rill.say('app_rename')}…`)
  await expect(rill.main.getByRole('textbox', { name: rill.say('chat_title') })).toBeFocused()
  await page.keyboard.press('Escape')

  const files = new TransferPage(app)
  await files.saveAs(`${profile}/a.rillbackup`)
  await chooseInMenu(app, `${rill.say('app_back_up')}…`)
  await expect(page.getByText(rill.say('transfer_exported', { name: 'a.rillbackup' }))).toBeVisible()
  await files.choose(`${profile}/a.rillbackup`)
  await chooseInMenu(app, `${rill.say('transfer_restore_row')}…`)
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await files.saveAs(`${profile}/mine.json`)
  await chooseInMenu(app, `${rill.say('settings_file_export')}…`)
  await expect(page.getByText(rill.say('settings_file_saved', { name: 'mine.json' }))).toBeVisible()
  await files.choose(`${profile}/mine.json`)
  await chooseInMenu(app, `${rill.say('settings_file_import')}…`)
  await expect(page.getByRole('dialog')).toContainText(rill.say('settings_file_same'))
  await page.keyboard.press('Escape')
  await chooseInMenu(app, rill.say('app_pin'))
  await expect(rill.sidebar.getByRole('heading', { name: rill.say('history_pinned') })).toBeVisible()
  await chooseInMenu(app, rill.say('chat_regenerate'))
  await expect(rill.main.getByRole('button', { name: rill.say('chat_previous') })).toBeVisible()
  await rill.finished()
  await page.keyboard.press('Control+t')
  await expect(rill.main.getByRole('heading', { name: rill.say('translate_title') })).toBeVisible()
  await chooseInMenu(app, rill.say('app_new_conversation'))
  await expect(rill.composer).toBeFocused()
})

test('the menu greys what can do nothing in the window in front, and the palette leaves it out', async ({ app, rill, provider }) => {
  const { page } = app
  const ofOne = ['rename', 'pin', 'archive', 'open-in-window', 'export', 'delete']
  const nothing = ['find-in-conversation', 'answer-again', 'copy-answer', 'stop', ...ofOne]
  const inMenu = (): Promise<string[]> => greyed(app)
  const offered = async (name: string): Promise<boolean> => {
    const field = page.getByRole('combobox', { name: rill.say('palette_field') })
    await page.keyboard.press('Control+k')
    await expect(field).toBeFocused()
    await page.keyboard.type(rill.say(name))
    const option = page.getByRole('option', { name: rill.say(name) })
    await expect(field).toHaveValue(rill.say(name))
    const isOffered = await option.first().isVisible()
    await page.keyboard.press('Escape')
    await expect(field).toBeHidden()
    return isOffered
  }
  await rill.useProvider(provider.baseUrl)
  await expect.poll(inMenu).toEqual(nothing)
  expect(await offered('app_stop')).toBe(false)
  expect(await offered('chat_find')).toBe(false)
  await rill.ask('Why are there tides?')
  const request = await provider.next()
  request.say('Because')
  await expect.poll(inMenu).toEqual(['answer-again'])
  expect(await offered('app_stop')).toBe(true)
  expect(await offered('chat_find')).toBe(true)
  await page.keyboard.press('Control+,')
  await expect.poll(inMenu).toEqual(['choose-model', 'answer-again', 'copy-answer', ...ofOne])
  await page.keyboard.press('Escape')
  request.finish()
  await rill.finished()
  await expect.poll(inMenu).toEqual(['stop'])

  // The menu is that of the window in front.
  const opened = app.electron.waitForEvent('window')
  await page.keyboard.press('Control+Shift+n')
  const other = new RillPage(await opened)
  await expect(other.composer).toBeVisible()
  await expect.poll(inMenu).toEqual(nothing)
  await app.electron.evaluate(({ BrowserWindow }, url) => {
    BrowserWindow.getAllWindows().find((window) => window.webContents.getURL() === url)?.focus()
  }, page.url())
  await expect.poll(inMenu).toEqual(['stop'])
})
