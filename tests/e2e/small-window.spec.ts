import { expect, test } from './app.fixture'
import { ThreadPage } from './thread-page'

const SIZE = { width: 900, height: 600 }

test.beforeEach(async ({ app, rill }) => {
  await app.electron.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    SIZE
  )
  await app.page.waitForFunction((width) => innerWidth === width, SIZE.width)
  await rill.composer.waitFor()
})

test('figures that are opened at the lower edge are seen', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('How does the tide know?')
  const request = await provider.next()
  request.say(Array.from({ length: 40 }, (_, at) => `Line ${String(at)}`).join('\n\n'))
  request.finish()
  await rill.finished()
  const thread = new ThreadPage(app.page)
  await expect.poll(() => thread.left()).toBe(0)
  // The person has gone up a little, so that the view does not follow its end; the strip is still seen.
  await rill.composer.focus()
  await app.page.mouse.move(600, 200)
  await app.page.mouse.wheel(0, -24)
  await expect.poll(() => thread.left()).toBeGreaterThan(0)
  await rill.strip.click()
  await expect(rill.main.getByRole('table')).toBeInViewport({ ratio: 1 })
})

test('the buttons of a wait stand beside each other', async ({ rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Break, please')
  const request = await provider.next()
  request.refuse(503, 'overloaded')
  const now = rill.button('stats_retry_now')
  await expect(now).toBeVisible()
  const [first, second] = [await now.boundingBox(), await rill.button('chat_stop').first().boundingBox()]
  expect(second?.y).toBe(first?.y)
})
