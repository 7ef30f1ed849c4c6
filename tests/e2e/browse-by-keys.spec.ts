import type { Page } from '@playwright/test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { fillList } from './seed-history'

const MOST_TABS = 40

test('folders within folders, the archive and the trash are gone through by keys alone', async ({ profile, start }) => {
  fillList(profile, 12, Date.now())
  const { page } = await start()
  const rill = new RillPage(page)
  const { sidebar, say } = rill
  const { press, type, focused, tabTo, see } = keysOf(page)
  const row = (number: number) => sidebar.getByRole('button', { name: `Talk ${String(number).padStart(6, '0')}`, exact: true })
  await expect(row(0)).toBeVisible()

  await test.step('two of them into a new folder', async () => {
    await tabTo('Talk 000000')
    await press('ArrowDown', 'Shift+ArrowDown')
    await expect(sidebar.getByRole('status')).toHaveText(say('history_selected', { count: '2' }))
    await see('chosen')
    await tabTo(say('history_move'))
    await press('Enter', 'End', 'Enter')
    await expect(sidebar.getByRole('textbox', { name: say('history_folder_name') })).toBeFocused()
    await type('Tides')
    await press('Enter')
    await expect(focused()).toHaveAccessibleName(/^Tides/)
  })

  await test.step('a folder inside it, which is folded and opened, and taken away', async () => {
    await press('Tab', 'Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    await press('ArrowDown', 'Enter')
    await expect(sidebar.getByRole('textbox', { name: say('history_folder_name') })).toBeFocused()
    await type('Springs')
    await press('Enter')
    await expect(focused()).toHaveAccessibleName(/^Springs/)
    await see('nested')
    await press('ArrowLeft', 'ArrowLeft')
    await expect(focused()).toHaveAccessibleName(/^Tides/)
    await press('ArrowLeft')
    await expect(sidebar.getByRole('button', { name: /^Springs/ })).toBeHidden()
    await press('ArrowRight')
    await type('spr')
    await expect(focused()).toHaveAccessibleName(/^Springs/)
    await press('Delete')
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await see('asked')
    await press('Escape')
    await expect(focused()).toHaveAccessibleName(/^Springs/)
  })

  await test.step('into the archive and back', async () => {
    await press('End', 'Tab', 'Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    await type(say('history_archive').slice(0, 3))
    await press('Enter')
    await expect(row(11)).toBeHidden()
    await expect(focused()).toHaveAccessibleName('Talk 000010')
    await tabTo(say('history_archive_place'))
    await press('Enter')
    await expect(row(11)).toBeVisible()
    await see('archive')
    await tabTo('Talk 000011')
    await tabTo(say('history_back'), 'Shift+Tab')
    await press('Enter')
    await expect(row(10)).toBeVisible()
  })

  await test.step('into the trash and back', async () => {
    await expect(focused()).toHaveAccessibleName(/^Tides/)
    await press('End')
    await expect(focused()).toHaveAccessibleName('Talk 000010')
    await press('Delete')
    await expect(row(10)).toBeHidden()
    await expect(focused()).toHaveAccessibleName('Talk 000009')
    await tabTo(say('history_trash'))
    await press('Enter')
    await tabTo('Talk 000010')
    await press('Tab', 'Enter')
    await see('trash')
    await expect(page.getByRole('menuitem', { name: say('history_restore') })).toBeFocused()
    await press('Enter')
    await expect(row(10)).toBeHidden()
  })
})

test('siblings, branches, a fork, figures and ways out are gone through by keys alone', async ({ app: { page }, rill }) => {
  const { press, type, tabTo, see } = keysOf(page)
  const { say } = rill
  await expect(rill.composer).toBeFocused()
  await type('Why are there tides?')
  await press('Enter')
  await rill.finished()
  await tabTo(say('chat_regenerate'), 'Shift+Tab')
  await press('Enter')
  await rill.finished()
  const version = (at: number) => rill.main.getByLabel(say('chat_version', { at: String(at), of: '2' })).first()
  await expect(version(2)).toBeAttached()
  await see('sibling')
  await tabTo(say('chat_previous'), 'Shift+Tab')
  await press('Enter')
  await expect(version(1)).toBeAttached()
  await tabTo(say('chat_branches'), 'Shift+Tab')
  await press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await press('ArrowDown')
  await see('tree')
  await press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await tabTo(say('chat_fork'))
  await press('Enter')
  await expect(rill.main.getByRole('heading', { name: say('chat_fork_title', { title: 'Why are there tides?' }) })).toBeVisible()
  await see('fork')

  // The figures of an answer of long ago, and ways out: of this one, of all, of what is chosen in the list.
  await tabTo('done', 'Shift+Tab')
  await press('Enter')
  await expect(rill.main.getByRole('columnheader', { name: say('stats_h_attempt') })).toBeVisible()
  await see('figures')
  for (const title of [say('transfer_export_one'), say('transfer_export_all')]) {
    await press('Control+k')
    await expect(page.getByRole('combobox', { name: say('palette_field') })).toBeFocused()
    await type(title)
    await expect(page.getByRole('option', { name: title }).first()).toHaveAttribute('aria-selected', 'true')
    await press('Enter')
    await expect(page.getByRole('dialog', { name: title })).toBeVisible()
    await see(title)
    await press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await press('Control+Shift+F')
  await tabTo('Why are there tides?')
  await press('Home', 'Shift+ArrowDown')
  await expect(rill.sidebar.getByRole('status')).toHaveText(say('history_selected', { count: '2' }))
  await tabTo('More', 'Tab')
  await press('Enter')
  await type(say('transfer_export').slice(0, 3))
  await press('Enter')
  await expect(page.getByRole('dialog', { name: say('transfer_export_some', { count: '2' }) })).toBeVisible()
  await see('selection')
})

interface Keys {
  readonly press: (...keys: readonly string[]) => Promise<void>
  readonly type: (words: string) => Promise<void>
  readonly focused: () => ReturnType<Page['locator']>
  /** With Tab, or another key, to what is named so or begins so. */
  readonly tabTo: (words: string, key?: string) => Promise<void>
  /** A picture, where a folder for them is named. */
  readonly see: (name: string) => Promise<void>
}

function keysOf(page: Page): Keys {
  const focused = () => page.locator(':focus')
  const press: Keys['press'] = async (...keys) => {
    for (const key of keys) {
      await page.keyboard.press(key)
      // What a key moves to has the focus before a person presses the next.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    }
  }
  const nameOf = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '')
  const tabTo: Keys['tabTo'] = async (words, key = 'Tab') => {
    const names: string[] = []
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      await press(key)
      names.push(await nameOf())
      if (names.at(-1)?.startsWith(words)) return
    }
    throw new Error(`${key} does not come to ${words}, but to ${names.join(', ')}`)
  }
  const see: Keys['see'] = async (name) => {
    const folder = process.env['RILL_PICTURES']
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
  }
  return { press, type: (words) => page.keyboard.type(words), focused, tabTo, see }
}
