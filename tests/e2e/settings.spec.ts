import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './app.fixture'
import { TransferPage } from './transfer-page'

test('a setting is found by its words in either language, and by keyboard alone', async ({ rill, app: { page } }) => {
  await rill.composer.press('Control+,')
  const field = rill.main.getByRole('textbox', { name: 'Search settings' })
  await expect(field).toBeFocused()
  const headings = rill.main.getByRole('heading', { level: 2 })
  await expect(headings).toHaveCount(10)
  await page.keyboard.type('dark')
  await expect(headings).toHaveText(['Appearance and language'])
  await expect(rill.main.getByText('Text size')).toBeHidden()
  await page.keyboard.press('ArrowDown')
  await expect(rill.main.getByRole('radio', { name: 'System' })).toBeFocused()
  await field.fill('代理')
  await expect(headings).toHaveText(['Network'])
  await field.fill('xylophone')
  await expect(headings).toHaveCount(0)
  await expect(rill.main.getByRole('status')).toContainText('No setting matches “xylophone”')

  // First the words go, then the settings, and one writes on.
  await page.keyboard.press('Escape')
  await expect(headings).toHaveCount(10)
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(rill.composer).toBeFocused()

  await page.keyboard.press('Control+,')
  await page.keyboard.press('Control+b')
  await expect(rill.sidebar).toBeHidden()
  await page.keyboard.press('Control+f')
  await expect(field).toBeFocused()
})

test('other keys do what a shortcut did, wherever they are shown, and back again', async ({ app, rill }) => {
  const { page } = app
  await rill.openSettings()
  const keys = rill.main.getByRole('button', { name: /^Show or hide the sidebar: / })
  const menuKeys = (): Promise<string | null | undefined> =>
    app.electron.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? [])
      return items?.find(({ label }) => label === 'Show or hide the sidebar')?.accelerator
    })
  await keys.click()
  await page.keyboard.press('Control+k')
  await expect(rill.main.getByRole('alert')).toContainText('“Commands” already uses this shortcut')
  await keys.click()
  await page.keyboard.press('Control+c')
  await expect(rill.main.getByRole('alert')).toContainText('editing, closing or zooming')
  expect(await menuKeys()).toBe('CommandOrControl+B')
  await keys.click()
  await page.keyboard.press('Alt+b')
  await expect(keys).toHaveText('Alt+B')
  await expect(rill.main.getByRole('alert')).toBeHidden()
  expect(await menuKeys()).toBe('Alt+B')

  await page.keyboard.press('Control+b')
  await page.keyboard.press('Alt+b')
  await expect(rill.sidebar).toBeHidden()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option', { name: /Show or hide the sidebar/ })).toContainText('Alt+B')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+b')
  await rill.button('settings_shortcut_reset_all').click()
  await expect(keys).toHaveText('Ctrl+B')
  expect(await menuKeys()).toBe('CommandOrControl+B')

  const choose = (label: string): Promise<void> =>
    app.electron.evaluate(({ Menu }, wanted) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? [])
      items?.find((item) => item.label === wanted)?.click()
    }, label)
  const size = rill.main.getByLabel(/^Text size: /)
  await choose('Larger text')
  await expect(size).toHaveText('110 %')
  await choose('Smaller text')
  await choose('Smaller text')
  await expect(size).toHaveText('90 %')
  await choose('Usual text size')
  await expect(size).toHaveText('100 %')

  // The menu itself is the system's; what it is made of is asked for.
  await app.electron.evaluate(({ Menu }) => {
    Menu.prototype.popup = function (this: Electron.Menu) {
      Reflect.set(globalThis, 'poppedUp', this.items.map(({ label }) => label))
    }
  })
  await rill.main.getByRole('textbox', { name: 'Search settings' }).click({ button: 'right' })
  const popped = (): Promise<unknown> => app.electron.evaluate(() => Reflect.get(globalThis, 'poppedUp'))
  await expect.poll(popped).toEqual(['Cut', 'Copy', 'Paste', 'Select all'])
})

test('settings go into a file without keys and come back; a wrong file changes nothing', async ({ app, rill, profile }) => {
  const files = new TransferPage(app)
  const file = join(profile, 'mine.json')
  await rill.useProvider('https://provider.example/v1')
  await app.page.evaluate(async () => {
    const listed = await window.rill.call('providers:list', {})
    const steered = listed.ok ? listed.value.find(({ name }) => name === 'Steered') : undefined
    const headers = [{ name: 'x-secret-token', value: 'open sesame' }]
    if (steered) await window.rill.call('providers:change', { providerId: steered.id, change: { headers } })
  })
  await rill.change({ theme: 'dark' })
  await rill.openSettings()
  await files.saveAs(file)
  await rill.button('settings_file_save').click()
  await expect(app.page.getByText('Saved as mine.json, without keys. Left out')).toContainText('Steered: x-secret-token')
  const written = await readFile(file, 'utf8')
  expect(written).toContain('https://provider.example/v1')
  expect(written).not.toContain('open sesame')

  const theme = (): Promise<string | null> => app.page.evaluate(() => document.documentElement.getAttribute('data-theme'))
  const dialog = app.page.getByRole('dialog')
  await rill.change({ theme: 'light' })
  await writeFile(join(profile, 'wrong.json'), written.replace('"dark"', '"mauve"').replace('Steered', 'Renamed'))
  await files.choose(join(profile, 'wrong.json'))
  await rill.button('settings_file_choose').click()
  await expect(dialog).toContainText('The value at settings.theme is not one that Rill can use. Nothing has been changed.')
  await app.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await theme()).toBe('light')
  await expect(rill.main.getByText('Renamed')).toBeHidden()

  await writeFile(file, written.replace('provider.example', 'elsewhere.example').replace('Steered', 'Moved'))
  await files.choose(file)
  await rill.button('settings_file_choose').click()
  await expect(dialog).toContainText('2 settings will change. Providers to add: Moved. Their keys have to be entered again.')
  await dialog.getByRole('button', { name: rill.say('settings_file_take') }).click()
  await expect.poll(theme).toBe('dark')
  await expect(rill.main.getByRole('button', { name: 'Set up Moved' })).toContainText('For new conversations')
})

test('a file that names a dictionary says what would be fetched, and which cannot be had', async ({ app, rill, profile }) => {
  const files = new TransferPage(app)
  const file = join(profile, 'languages.json')
  await rill.openSettings()
  await files.saveAs(file)
  await rill.button('settings_file_save').click()
  await expect(app.page.getByText('Saved as languages.json')).toBeVisible()
  const written = await readFile(file, 'utf8')
  const dialog = app.page.getByRole('dialog')
  const look = async (language: string): Promise<void> => {
    await writeFile(file, written.replace('"spelling": ""', `"spelling": "${language}"`))
    await files.choose(file)
    await rill.button('settings_file_choose').click()
  }
  await look('fr')
  await expect(dialog).toContainText('Spell-check would be in French. If its dictionary is not here yet, it is fetched from')
  await expect(dialog.getByRole('button', { name: rill.say('settings_file_take') })).toBeVisible()
  await app.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  // What cannot be had is not taken: nothing else differs, so that nothing is left to take.
  await look('ja')
  await expect(dialog).toContainText('There is no dictionary for Japanese here. Spell-check stays as it is.')
  await expect(dialog.getByRole('button', { name: rill.say('settings_file_take') })).toBeHidden()
  await app.page.keyboard.press('Escape')
  await look('system')
  await expect(dialog).toContainText('The system checks no spelling here.')
  await app.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
