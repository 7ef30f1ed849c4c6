import { DEFAULT_SHORTCUTS } from '../../src/shared/domain/shortcuts'
import { RillPage } from './rill-page'
import { expect, test } from './session.fixture'

test('other keys are recorded and work; keys that another program holds are told', async ({ start, session }) => {
  const app = await start({ env: session.env, takesKeys: true })
  const rill = new RillPage(app.page)
  await rill.openSettings()
  const keys = rill.main.getByRole('button', { name: /^Quick-ask from anywhere/ })
  await expect(keys).toHaveAccessibleName('Quick-ask from anywhere: Ctrl+Shift+Space')
  await keys.click()
  await expect(keys).toHaveText('Press the keys…')
  // The old ones can be recorded too: they are let go of meanwhile.
  session.press('ctrl+shift+space')
  await expect(keys).toHaveText('Ctrl+Shift+Space')
  await keys.click()
  await expect(keys).toHaveText('Press the keys…')
  session.press('alt+q')
  await expect(keys).toHaveText('Alt+Q')
  await keys.blur()
  const opened = app.electron.windows().find((page) => page.url().endsWith('quick-ask.html'))
  const quick = opened ?? (await app.electron.waitForEvent('window'))
  session.press('alt+q')
  await expect(quick.getByRole('textbox', { name: 'Your question' })).toBeFocused()

  // The window manager closes windows with these.
  await rill.change({ shortcuts: { ...DEFAULT_SHORTCUTS, quickAsk: 'Alt+F4' } })
  await expect(rill.main).toContainText('Another program is using this shortcut')
  await expect(rill.main.getByText(/--quick-ask$/)).toBeVisible()
})

test('on Wayland the settings give the line to bind', async ({ start }) => {
  const app = await start({ env: { XDG_SESSION_TYPE: 'wayland' }, takesKeys: true })
  const rill = new RillPage(app.page)
  await rill.openSettings()
  await expect(rill.main).toContainText('On Wayland a program cannot claim a shortcut for itself')
  await expect(rill.main.getByText(/--quick-ask$/)).toBeVisible()
})
