import type { Page } from '@playwright/test'
import { expect, test as base } from './app.fixture'
import type { AppUnderTest } from './app-under-test'
import { RillPage } from './rill-page'
import { noSessionBus, SessionBus } from './session-bus'
import { TrayHost } from './tray-host'

const test = base.extend<{ readonly bus: SessionBus }>({
  bus: async ({}, use) => {
    const bus = await SessionBus.start()
    await use(bus)
    await bus.end()
  }
})

test.skip(noSessionBus() !== null, noSessionBus() ?? '')

test('the icon asks, shows what is answered and stops it', async ({ start, bus, provider }) => {
  const host = await TrayHost.start(bus)
  const app = await start({ env: { DBUS_SESSION_BUS_ADDRESS: bus.address } })
  const rill = new RillPage(app.page)
  await rill.useProvider(provider.baseUrl)
  await host.found()
  expect(await host.iconWidth()).toBeGreaterThan(0)
  expect(await host.toolTip()).toBe('Rill')

  await rill.ask('Count to ten')
  const request = await provider.next()
  request.say('one two')
  await expect(rill.answer).toContainText('one two')
  await expect.poll(() => host.toolTip()).toBe('Rill is writing an answer')
  await expect.poll(async () => (await host.menu()).map(({ label }) => label)).toContain('Count to ten')
  await host.choose('Stop the answer')
  await request.closed
  await expect(rill.stop).toBeHidden()
  await expect.poll(() => host.toolTip()).toBe('Rill')

  const opened = app.electron.waitForEvent('window')
  await host.choose('Ask')
  const quick = await opened
  const field = quick.getByRole('textbox', { name: 'Your question' })
  await expect(field).toBeFocused()
  await quick.keyboard.press('Escape')
  await expect.poll(() => isShown(app, quick)).toBe(false)
  await host.activate()
  await expect.poll(() => isShown(app, quick)).toBe(true)

  await host.choose('New conversation')
  await expect(rill.answer).toBeHidden()
  await expect(rill.composer).toBeVisible()
})

test('a translation is told and stopped as an answer is, and quitting asks first', async ({ start, bus, provider }) => {
  const host = await TrayHost.start(bus)
  const app = await start({ env: { DBUS_SESSION_BUS_ADDRESS: bus.address } })
  const rill = new RillPage(app.page)
  await rill.useProvider(provider.baseUrl)
  await rill.composer.press('Control+t')
  await rill.main.getByRole('textbox', { name: rill.say('translate_source') }).fill('Good morning')
  const request = await provider.next()
  request.say('Guten')
  await host.found()
  await expect.poll(() => host.toolTip()).toBe('Translating')
  const keepGoing = 1
  await app.answerDialogs(keepGoing)
  await app.electron.evaluate(({ app }) => app.quit())
  request.say(' Morgen')
  await expect(rill.main.getByRole('article', { name: rill.say('translate_result') })).toContainText('Guten Morgen')
  await host.choose('Stop the translation')
  await request.closed
  await expect.poll(() => host.toolTip()).toBe('Rill')
  // Nothing is being written: nobody is asked, and it ends.
  await app.quit()
})

test('closed to the tray it goes on behind its icon, and ends when the panel goes', async ({ start, bus, provider }) => {
  const host = await TrayHost.start(bus)
  const app = await start({ env: { DBUS_SESSION_BUS_ADDRESS: bus.address } })
  const rill = new RillPage(app.page)
  await rill.change({ closeToTray: true })
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Count to ten')
  const request = await provider.next()
  request.say('one two')
  await host.found()
  const labels = async (): Promise<readonly string[]> => (await host.menu()).map(({ label }) => label)
  await expect.poll(labels).toContain('Answering now')
  request.finish()
  await expect.poll(labels).not.toContain('Answering now')
  await app.page.close()

  const opened = app.electron.waitForEvent('window')
  await host.choose('Count to ten')
  const again = new RillPage(await opened)
  await expect(again.answer).toHaveText('one two')

  const gone = app.electron.waitForEvent('close')
  await again.page.close()
  await host.end()
  await gone
})

test('without a panel closing to the tray is refused: the program ends', async ({ start, bus }) => {
  const app = await start({ env: { DBUS_SESSION_BUS_ADDRESS: bus.address } })
  await new RillPage(app.page).change({ closeToTray: true })
  const gone = app.electron.waitForEvent('close')
  await app.page.close()
  await gone
})

function isShown(app: AppUnderTest, page: Page): Promise<boolean> {
  const url = page.url()
  return app.electron.evaluate(
    ({ BrowserWindow }, url) =>
      BrowserWindow.getAllWindows().some((window) => window.webContents.getURL() === url && window.isVisible()),
    url
  )
}
