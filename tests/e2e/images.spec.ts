import { expect, test } from './app.fixture'
import { copyPicture, imagesIn, pngSize } from './clipboard-image'
import { drop } from './drop-image'
import { asked, expectSeen, holdReading, tray } from './image-page'
import { RillPage } from './rill-page'

test('a pasted image is asked, answered, edited, and there after a kill', async ({ start, provider }) => {
  const first = await start()
  const rill = new RillPage(first.page)
  await rill.useProvider(provider.baseUrl)
  const red = await copyPicture(first, 40, 30, 'red')
  await rill.composer.press('Control+V')
  await expectSeen(tray(rill), 40)
  await rill.ask('What is this?')
  const request = await provider.next()
  const question = request.body.messages.at(-1)
  expect(question?.content).toMatchObject([{ type: 'text', text: 'What is this?' }, { type: 'image_url' }])
  expect(imagesIn(question).map(pngSize)).toEqual([pngSize(red)])
  request.say('Red.')
  request.finish()
  await rill.finished()
  await expectSeen(asked(rill), 40)
  await expect(tray(rill)).toHaveCount(0)

  await rill.main.getByRole('button', { name: 'Open image 1 of 1' }).click()
  await expectSeen(first.page.getByRole('dialog').getByRole('img'), 40)
  await first.page.keyboard.press('Escape')

  // What is copied to be shown elsewhere has no picture in it.
  const copied = await first.page.evaluate(async () => {
    const id = document.querySelectorAll('[data-message]')[1]?.getAttribute('data-message')
    return window.rill.call('chat:copy-request', { answerId: id as never, form: 'curl' })
  })
  expect(JSON.stringify(copied)).toContain('IMAGE_LEFT_OUT')
  expect(JSON.stringify(copied)).not.toContain(red.toString('base64').slice(0, 60))

  await rill.button('chat_edit').click()
  await rill.main.getByRole('textbox', { name: rill.say('chat_edit') }).fill('And what is that?')
  await rill.button('chat_ask_again').click()
  const again = await provider.next()
  expect(imagesIn(again.body.messages.at(-1))).toEqual(imagesIn(question))
  again.say('Red still.')
  again.finish()
  await rill.finished()

  // Taken out again by the keyboard; the second one stays in the draft.
  for (const color of ['green', 'blue']) {
    await copyPicture(first, 20, 20, color)
    await rill.composer.press('Control+V')
    await rill.main.getByRole('button', { name: /^Remove image/ }).first().waitFor()
    if (color === 'green') await rill.main.getByRole('button', { name: /^Remove image/ }).press('Enter')
  }
  await expect(rill.composer).toBeVisible()
  await expect(rill.main.getByRole('button', { name: /^Remove image/ })).toHaveCount(1)
  await first.kill()

  const later = new RillPage((await start()).page)
  await later.conversation('What is this?').click()
  await expectSeen(asked(later), 40)
  await expectSeen(later.main.locator('form').getByRole('img'), 20)
  await later.composer.press('Enter')
  const last = await provider.next()
  expect(last.body.messages.map((message) => imagesIn(message).length)).toEqual([1, 0, 1])
  expect(last.body.messages.at(-1)?.content).toHaveLength(1)
  last.say('Blue.')
  last.finish()
  await later.finished()
})

test('a large image that is dropped is scaled down, and what is none is refused in words', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await drop(app.page, 3000, 1500)
  await expectSeen(tray(rill), 2048)
  await drop(app.page, 0, 0)
  await expect(rill.main.getByText(rill.say('chat_image_kind'))).toBeVisible()
  await rill.composer.press('Enter')
  const request = await provider.next()
  expect(imagesIn(request.body.messages.at(-1)).map(pngSize)).toEqual([{ widthPx: 2048, heightPx: 1024 }])
  request.say('Large.')
  request.finish()
  await rill.finished()
  await expectSeen(asked(rill), 2048)
})

test('an image that takes its time comes to where it was put, and asks nobody away from elsewhere', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Where it is put')
  const first = await provider.next()
  first.say('Here.')
  first.finish()
  await rill.finished()
  await holdReading(app.page)
  await drop(app.page, 20, 20)
  await rill.ask('And this?')
  await rill.newConversation()
  await rill.composer.fill('Elsewhere')
  await app.page.evaluate(() => dispatchEvent(new Event('release')))
  const second = await provider.next()
  expect(imagesIn(second.body.messages.at(-1))).toHaveLength(1)
  second.say('There.')
  second.finish()
  await expect(rill.answeringNow).toHaveCount(0)
  await expect(rill.composer).toHaveValue('Elsewhere')
  await expect(tray(rill)).toHaveCount(0)
  await rill.conversation('Where it is put').click()
  await expectSeen(asked(rill), 20)
  await expect(rill.composer).toHaveValue('')
})
