import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { smallDictionary } from './small-dictionary'

test('a language that is chosen is fetched once, marks what is misspelled and suggests', async ({ start }) => {
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
  await again.electron.evaluate(({ Menu }) => {
    Menu.prototype.popup = function (this: Electron.Menu) {
      Reflect.set(globalThis, 'poppedUp', this.items.map(({ label }) => label))
    }
  })
  await second.composer.click()
  await again.page.keyboard.type('hello tidee moon ')
  const popped = async (): Promise<unknown> => {
    await second.composer.click({ button: 'right', position: { x: 60, y: 12 } })
    return again.electron.evaluate(() => Reflect.get(globalThis, 'poppedUp'))
  }
  await expect.poll(popped).toEqual(['tide', '', 'Cut', 'Copy', 'Paste', 'Select all'])
  // Off, and the same language once more.
  const phase = (): Promise<unknown> => again.page.evaluate(async () => window.rill.call('settings:spelling', {}))
  for (const language of ['', 'en-GB']) {
    await second.change({ spelling: language })
    await expect.poll(phase).toMatchObject({ value: { phase: language === '' ? 'off' : 'ready' } })
  }
  await expect.poll(popped).toEqual(['tide', '', 'Cut', 'Copy', 'Paste', 'Select all'])
  expect(asked.filter((url) => url.startsWith('/en-gb'))).toHaveLength(1)
  server.close()
})
