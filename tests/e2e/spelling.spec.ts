import type { Locator } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { AppUnderTest } from './app-under-test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { smallDictionary } from './small-dictionary'

test('a language that is chosen is fetched once, marks what is misspelled and suggests', async ({ profile, start }) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(request.url?.startsWith('/en-gb') ? 200 : 404)
    response.end(smallDictionary(['hello', 'tide', 'moon']))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const switches = [`--dictionaries-from=http://127.0.0.1:${String(port)}/`]
  const first = await start({ switches })
  const rill = new RillPage(first.page)
  await rill.openSettings()
  const choice = rill.main.getByLabel(/^Spell-check: /)
  await expect(choice).toHaveText('Off')
  expect(asked).toEqual([])
  const choose = async (language: string): Promise<void> => {
    await choice.click()
    await first.page.getByRole('option', { name: language, exact: true }).click()
  }
  await choose('French')
  await expect(rill.main.getByText(rill.say('settings_spelling_failed'))).toBeVisible()
  await expect(choice).toHaveText('Off')
  await choose('British English')
  await expect(rill.main.getByText(rill.say('settings_spelling_failed'))).toBeHidden()
  await expect(choice).toHaveText('British English')
  await expect.poll(() => asked.filter((url) => url.startsWith('/en-gb'))).toHaveLength(1)
  await first.quit()

  const again = await start({ switches })
  const second = new RillPage(again.page)
  await catchMenus(again)
  const { say } = second
  const edits = ['Cut', 'Copy', 'Paste', 'Select all']
  const learn = say('app_learn_word', { word: 'tidee' })
  await second.composer.click()
  await again.page.keyboard.type('hello tidee moon ')
  await expect.poll(() => popped(again)).toEqual(['tide', '', learn, '', ...edits])
  // Off, and the same language once more.
  const phase = (): Promise<unknown> => again.page.evaluate(async () => window.rill.call('settings:spelling', {}))
  for (const language of ['', 'en-GB']) {
    await second.change({ spelling: language })
    await expect.poll(phase).toMatchObject({ value: { phase: language === '' ? 'off' : 'ready' } })
  }
  await expect.poll(() => popped(again)).toEqual(['tide', '', learn, '', ...edits])
  expect(asked.filter((url) => url.startsWith('/en-gb'))).toHaveLength(1)

  // A word that is added is right from the next start on, and can be taken out again.
  const words = (): Promise<string> => readFile(join(profile, 'Custom Dictionary.txt'), 'utf8').catch(() => '')
  await again.electron.evaluate((_electron, label) => {
    const menu = Reflect.get(globalThis, 'lastMenu') as Electron.Menu
    menu.items.find((item) => item.label === label)?.click()
  }, learn)
  await expect.poll(words).toContain('tidee')
  await expectLearned(again)
  await again.quit()
  const third = await start({ switches })
  const last = new RillPage(third.page)
  await catchMenus(third)
  await expectLearned(third)
  await last.openSettings()
  await last.change({ learnedWords: ['tidee', 'starr', 'moonn'] })
  await expect.poll(words).toContain('starr')
  const remover = (word: string): Locator =>
    last.main.getByRole('button', { name: say('settings_learned_remove', { word }) })
  // The keys go on where they were; a press before the list is known again brings nothing back.
  await remover('moonn').evaluate((button: HTMLElement) => {
    for (const one of button.closest('ul')?.querySelectorAll('button') ?? []) one.click()
  })
  await expect(remover('starr')).toBeFocused()
  await expect(last.main.getByRole('region', { name: say('settings_learned') }).getByRole('listitem'))
    .toHaveText(['starr', 'tidee'])
  await remover('starr').press('Enter')
  await expect(remover('tidee')).toBeFocused()
  await remover('tidee').press('Enter')
  await expect(last.main.getByText(say('settings_learned'))).toBeHidden()
  await expect(last.main.getByLabel(/^Spell-check: /)).toBeFocused()
  await expect.poll(words).not.toContain('tidee')
  server.close()
})

/** Another word is marked, so that the checker is known to have looked; the one that was added is not. */
async function expectLearned(app: AppUnderTest): Promise<void> {
  const { composer, page, say } = new RillPage(app.page)
  const write = async (word: string): Promise<void> => {
    await composer.fill('')
    await page.keyboard.type(`hello ${word} moon `)
  }
  await write('tyde')
  await expect.poll(() => popped(app)).toContain(say('app_learn_word', { word: 'tyde' }))
  await write('tidee')
  await expect.poll(() => popped(app)).toEqual(['Cut', 'Copy', 'Paste', 'Select all'])
  await write('tyde')
  await expect.poll(() => popped(app)).toContain(say('app_learn_word', { word: 'tyde' }))
}

/** What the system would show is kept instead. */
async function catchMenus({ electron }: AppUnderTest): Promise<void> {
  await electron.evaluate(({ Menu }) => {
    Menu.prototype.popup = function (this: Electron.Menu) {
      Reflect.set(globalThis, 'lastMenu', this)
    }
  })
}

async function popped(app: AppUnderTest): Promise<string[]> {
  await new RillPage(app.page).composer.click({ button: 'right', position: { x: 60, y: 12 } })
  return app.electron.evaluate(() => {
    const menu = Reflect.get(globalThis, 'lastMenu') as Electron.Menu | undefined
    return menu?.items.map(({ label }) => label) ?? []
  })
}
