import { join } from 'node:path'
import { StuckDisk } from '../kill/stuck-disk'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'

test('Stop freezes the answer where it is and closes the connection', async ({ rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Count to ten')
  const request = await provider.next()
  request.say('one two three')
  await expect(rill.answer).toContainText('one two three')
  await rill.stop.click()
  await request.closed
  await expect(rill.stop).toBeHidden()
  expect(await rill.answerText()).toBe('one two three')
  await expect(rill.strip).toContainText(/stopped/i)
})

test('Escape stops too, and the answer goes on when asked to', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Count to ten')
  const request = await provider.next()
  request.say('one two three')
  await expect(rill.answer).toContainText('one two three')
  await rill.composer.focus()
  await app.page.keyboard.press('Escape')
  await request.closed
  await rill.goOn.click()
  const continued = await provider.next()
  expect(continued.body.messages.some((message) => message.content === 'one two three')).toBe(true)
  continued.say(' four five')
  continued.finish()
  await rill.finished()
  expect(await rill.answerText()).toBe('one two three four five')
})

test('quitting while an answer is written asks once and keeps the partial answer', async ({ start, provider }) => {
  const first = await start()
  const rill = new RillPage(first.page)
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Count to ten')
  const request = await provider.next()
  request.say('one two three')
  await expect(rill.answer).toContainText('one two three')

  const keepGoing = 1
  await first.answerDialogs(keepGoing)
  await first.electron.evaluate(({ app }) => app.quit())
  request.say(' four')
  await expect(rill.answer).toContainText('four')

  const quit = 0
  await first.answerDialogs(quit)
  await first.quit()
  const again = new RillPage((await start()).page)
  await again.conversation('Count to ten').click()
  await expect(again.answer).toContainText('one two three four')
})

test('an answer that was shown to its end is none to ask about, though it is not put away yet', async ({ start, profile, provider }) => {
  const first = await start()
  const rill = new RillPage(first.page)
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Count to four')
  const request = await provider.next()
  request.say('one two three')
  await expect(rill.answer).toContainText('one two three')
  const disk = await StuckDisk.under(join(profile, 'history.db'))
  try {
    await disk.getStuck()
    request.say(' four')
    request.finish()
    await rill.finished()
    const keepGoing = 1
    await first.answerDialogs(keepGoing)
    const gone = first.electron.waitForEvent('close')
    await first.electron.evaluate(({ app }) => app.quit())
    await disk.end()
    await gone
  } finally {
    await disk.end()
  }
  const again = new RillPage((await start()).page)
  await again.conversation('Count to four').click()
  await expect(again.answer).toContainText('one two three four')
})
