import { spawn } from 'node:child_process'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'

test('a reload in mid-stream shows what was there and goes on', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Tell me a story')
  const request = await provider.next()
  request.say('Once upon a time ')
  await expect(rill.answer).toContainText('Once upon a time')
  await app.page.reload()
  await rill.conversation('Tell me a story').click()
  await expect(rill.answer).toContainText('Once upon a time')
  request.say('there was a river.')
  await expect(rill.answer).toContainText('Once upon a time there was a river.')
  request.finish()
  await rill.finished()
  expect(await rill.answerText()).toBe('Once upon a time there was a river.')
})

test('a navigation that is refused does not part the window from its answer', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Tell me a story')
  const request = await provider.next()
  request.say('Once upon a time ')
  await expect(rill.answer).toContainText('Once upon a time')
  await app.electron.evaluate(({ webContents }) => {
    const seen: string[] = []
    Reflect.set(globalThis, 'refusedNavigations', seen)
    for (const contents of webContents.getAllWebContents()) contents.on('will-navigate', (_, url) => seen.push(url))
  })
  await app.page.evaluate(() => void setTimeout(() => location.assign('https://elsewhere.example/')))
  await expect
    .poll(() => app.electron.evaluate(() => Reflect.get(globalThis, 'refusedNavigations') as string[]))
    .toEqual(['https://elsewhere.example/'])
  request.say('there was a river.')
  // Not through a locator: Playwright goes on waiting for a navigation that was refused.
  await expect.poll(() => app.page.evaluate(() => document.body.innerText)).toContain('there was a river.')
  request.finish()
})

test('a second window joins the same answer with no gap and no repeat', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Tell me a story')
  const request = await provider.next()
  request.say('Once upon a time ')
  await expect(rill.answer).toContainText('Once upon a time')
  const opened = app.electron.waitForEvent('window')
  await rill.openInNewWindow('Tell me a story')
  const second = new RillPage(await opened)
  await expect(second.answer).toContainText('Once upon a time')
  for (const piece of ['there ', 'was ', 'a ', 'river.']) request.say(piece)
  request.finish()
  for (const window of [rill, second]) {
    await window.finished()
    expect(await window.answerText()).toBe('Once upon a time there was a river.')
  }
})

test('the answer goes on with no window, and the next start of the program shows it', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Tell me a story')
  const request = await provider.next()
  request.say('Once upon a time ')
  await expect(rill.answer).toContainText('Once upon a time')
  await app.page.close()
  request.say('there was a river.')

  const opened = app.electron.waitForEvent('window')
  const again = spawn(app.child.spawnfile, app.args, { stdio: 'ignore' })
  await new Promise((resolve) => again.once('exit', resolve))
  const reopened = new RillPage(await opened)
  await reopened.conversation('Tell me a story').click()
  await expect(reopened.answer).toContainText('Once upon a time there was a river.')
  request.finish()
  await reopened.finished()
})
