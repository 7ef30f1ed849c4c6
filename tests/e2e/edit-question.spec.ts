import { mkdirSync } from 'node:fs'
import type { Locator } from '@playwright/test'
import { longTurn } from '../../src/main/history/long-turn'
import { expect, test } from './app.fixture'
import { copyPicture, imagesIn, pngSize } from './clipboard-image'
import { drop } from './drop-image'
import { RillPage } from './rill-page'
import { seedHistory } from './seed-history'
import { ThreadPage } from './thread-page'

const editor = (rill: RillPage): Locator => rill.main.getByRole('textbox', { name: rill.say('chat_edit') })
const removal = (rill: RillPage): Locator => rill.main.getByRole('article').getByRole('button', { name: /^Remove image/ })

test('images are taken from a question and given to it while it is edited', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  const red = await copyPicture(app, 40, 30, 'red')
  await rill.composer.press('Control+V')
  await rill.main.getByRole('button', { name: /^Remove image/ }).waitFor()
  await rill.ask('What is this?')
  const first = await provider.next()
  first.say('Red.')
  first.finish()
  await rill.finished()

  await rill.button('chat_edit').click()
  await expect(editor(rill)).toBeFocused()
  await copyPicture(app, 20, 10, 'green')
  await app.page.keyboard.press('Control+V')
  await expect(removal(rill)).toHaveCount(2)
  await drop(app.page, 50, 50, 'article form')
  await expect(removal(rill)).toHaveCount(3)
  const shot = process.env['RILL_SHOTS']
  if (shot !== undefined) {
    mkdirSync(shot, { recursive: true })
    await app.page.screenshot({ path: `${shot}/edit-question.png` })
  }
  // What is put in here is not put into the next question as well.
  await expect(rill.main.locator('form').last().getByRole('img')).toHaveCount(0)
  await removal(rill).first().press('Enter')
  await expect(editor(rill)).toBeFocused()
  await app.page.keyboard.press('Enter')
  const second = await provider.next()
  const sizes = imagesIn(second.body.messages.at(-1)).map(pngSize)
  expect(sizes).toEqual([{ widthPx: 20, heightPx: 10 }, { widthPx: 50, heightPx: 50 }])
  second.say('Green.')
  second.finish()
  await rill.finished()

  // The other version is as it was.
  await rill.main.getByRole('article', { name: rill.say('chat_question') }).getByRole('button', { name: rill.say('chat_previous') }).click()
  await expect(rill.main.getByRole('button', { name: 'Open image 1 of 1' })).toBeVisible()
  await rill.button('chat_edit').click()
  await removal(rill).press('Enter')
  await editor(rill).fill('Only words')
  await app.page.keyboard.press('Escape')
  await expect(rill.main.getByRole('button', { name: 'Open image 1 of 1' })).toBeVisible()
  await rill.button('chat_edit').click()
  await removal(rill).press('Enter')
  await editor(rill).fill('Only words')
  await editor(rill).press('Enter')
  const third = await provider.next()
  expect(third.body.messages.at(-1)?.content).toBe('Only words')
  third.say('Nothing.')
  third.finish()
  await rill.finished()
  expect(pngSize(red)).toEqual({ widthPx: 40, heightPx: 30 })
})

test('a question that is being edited keeps what was written while one reads elsewhere', async ({ profile, start }) => {
  seedHistory(profile, [longTurn(400, 'A long conversation'), longTurn(2, 'Another one')])
  const app = await start()
  const rill = new RillPage(app.page)
  const thread = new ThreadPage(app.page)
  await rill.conversation('A long conversation').click()
  await thread.atEnd(400)
  const last = thread.rows.filter({ has: app.page.getByRole('article', { name: rill.say('chat_question') }) }).last()
  await last.getByRole('button', { name: rill.say('chat_edit') }).click()
  await editor(rill).fill('Half of a new question')
  await rill.composer.focus()
  await thread.scroller.evaluate((node) => node.scrollTo({ top: 0 }))
  await expect(editor(rill)).toHaveCount(0)
  await rill.button('chat_jump').click()
  await thread.atEnd(400)
  await expect(editor(rill)).toHaveValue('Half of a new question')
  // It does not take the keys by coming back.
  await expect(thread.scroller).toBeFocused()
  await rill.conversation('Another one').click()
  await thread.atEnd(2)
  await expect(editor(rill)).toHaveCount(0)
  await rill.conversation('A long conversation').click()
  await thread.atEnd(400)
  await expect(editor(rill)).toHaveValue('Half of a new question')
})
