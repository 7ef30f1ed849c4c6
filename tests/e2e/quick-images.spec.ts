import type { AppUnderTest } from './app-under-test'
import { expect, test, type Fixtures } from './app.fixture'
import { copyPicture, imagesIn, pngSize } from './clipboard-image'
import { drop } from './drop-image'
import { asked, expectSeen, holdReading, pasteFile, tray } from './image-page'
import { RillPage } from './rill-page'

interface Ready {
  readonly app: AppUnderTest
  readonly quick: RillPage
}

/** The small window, which knows whom it asks. */
async function ready(start: Fixtures['start'], provider: Fixtures['provider']): Promise<Ready> {
  const app = await start({ switches: ['--quick-ask'] })
  const quick = new RillPage(app.page)
  await quick.useProviderHere(provider.baseUrl)
  await expect(app.page.locator('footer')).toContainText('steered')
  return { app, quick }
}

test('one key brings the clipboard’s image into the small window', async ({ start, provider }) => {
  const { app, quick } = await ready(start, provider)
  const green = await copyPicture(app, 50, 20, 'green')
  await app.page.keyboard.press('Control+Shift+V')
  await expectSeen(tray(quick), 50)
  // The first action on what was brought: explain.
  await app.page.keyboard.press('Control+1')
  const request = await provider.next()
  expect(imagesIn(request.body.messages.at(-1)).map(pngSize)).toEqual([pngSize(green)])
  request.say('Green.')
  request.finish()
  await quick.finished()
  await expectSeen(asked(quick), 50)
})

test('the small window takes images that are dropped or pasted, and says what it does not take', async ({ start, provider }) => {
  const { app, quick } = await ready(start, provider)
  await drop(app.page, 30, 20, 'main textarea')
  await expectSeen(tray(quick), 30)
  await copyPicture(app, 50, 20, 'red')
  await quick.composer.press('Control+V')
  await expectSeen(tray(quick).last(), 50)
  const refusal = quick.main.getByText(quick.say('chat_image_kind'))
  for (const give of [() => drop(app.page, 0, 0, 'footer'), () => pasteFile(quick.composer)]) {
    await give()
    await expect(refusal).toBeVisible()
    await quick.button('chat_dismiss').click()
    await expect(refusal).toBeHidden()
  }
  await quick.ask('Two?')
  const request = await provider.next()
  expect(imagesIn(request.body.messages.at(-1))).toHaveLength(2)
  request.say('Two.')
  request.finish()
  await quick.finished()

  // A question that is edited takes what is dropped on it for itself alone.
  await quick.button('chat_edit').click()
  await drop(app.page, 10, 10, 'main form textarea')
  await expect(quick.main.locator('form').getByRole('img')).toHaveCount(3)
  await expect(tray(quick)).toHaveCount(3)
})

test('an image that the small window still reads goes with the question it was put into', async ({ start, provider }) => {
  const { app, quick } = await ready(start, provider)
  await holdReading(app.page)
  await copyPicture(app, 50, 20, 'green')
  // Explain what is on the clipboard; meanwhile something else is begun.
  await app.page.keyboard.press('Control+1')
  await expect(quick.main.getByRole('status', { name: quick.say('chat_image_reading') })).toBeVisible()
  await app.page.keyboard.press('Control+N')
  await quick.composer.fill('Elsewhere')
  await app.page.evaluate(() => dispatchEvent(new Event('release')))
  const request = await provider.next()
  expect(imagesIn(request.body.messages.at(-1))).toHaveLength(1)
  expect(JSON.stringify(request.body.messages)).not.toContain('Elsewhere')
  await expect(quick.composer).toHaveValue('Elsewhere')
  await expect(tray(quick)).toHaveCount(0)
  expect(provider.requests).toHaveLength(1)
})

test('a new conversation takes along what was not asked', async ({ start, provider }) => {
  const { app, quick } = await ready(start, provider)
  await quick.ask('First')
  const request = await provider.next()
  request.say('Here it is.')
  request.finish()
  await quick.finished()
  await drop(app.page, 30, 20, 'main textarea')
  await expect(tray(quick)).toHaveCount(1)
  await quick.composer.fill('Half a question')
  await app.page.keyboard.press('Control+N')
  await expect(quick.main.getByText('Here it is.')).toHaveCount(0)
  await expect(quick.composer).toHaveValue('Half a question')
  await expect(tray(quick)).toHaveCount(1)
})

test('what is read while a question goes to the large window goes with it, and is not asked', async ({ start, provider }) => {
  const { app } = await ready(start, provider)
  await holdReading(app.page)
  await drop(app.page, 30, 20, 'main textarea')
  const opened = app.electron.waitForEvent('window')
  await app.page.keyboard.press('Control+Enter')
  await app.page.evaluate(() => dispatchEvent(new Event('release')))
  const large = new RillPage(await opened)
  await expectSeen(tray(large), 30)
  expect(provider.requests).toHaveLength(0)
  await large.composer.fill('What is it?')
  await large.composer.press('Enter')
  expect(imagesIn((await provider.next()).body.messages.at(-1))).toHaveLength(1)
})

test('to translate an image is to ask, into the language of the sheet', async ({ start, provider }) => {
  const { app, quick } = await ready(start, provider)
  await copyPicture(app, 50, 20, 'green')
  await app.page.keyboard.press('Control+Shift+V')
  await expectSeen(tray(quick), 50)
  await app.page.keyboard.press('Control+5')
  const request = await provider.next()
  const question = request.body.messages.at(-1)
  expect(imagesIn(question)).toHaveLength(1)
  expect(JSON.stringify(question)).toContain('into Simplified Chinese')
  request.say('潮水')
  request.finish()
  await quick.finished()
  await expect(quick.answer).toHaveText('潮水')
})

test('what is refused while a question waits for it is not left out unseen', async ({ start, provider }) => {
  const { app, quick } = await ready(start, provider)
  await holdReading(app.page)
  await drop(app.page, 30, 20, 'main textarea')
  await drop(app.page, 0, 0, 'main textarea')
  await quick.ask('Both?')
  await app.page.evaluate(() => dispatchEvent(new Event('release')))
  const refusal = quick.main.getByText(quick.say('chat_image_kind'))
  await expect(refusal).toBeVisible()
  await expectSeen(tray(quick), 30)
  await expect(quick.composer).toHaveValue('Both?')
  expect(provider.requests).toHaveLength(0)
  await quick.composer.press('Enter')
  expect(imagesIn((await provider.next()).body.messages.at(-1))).toHaveLength(1)
  await expect(refusal).toBeHidden()
})
