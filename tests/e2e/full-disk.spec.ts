import type { FaultKind } from '../../src/shared/fault'
import { faultText } from '../../src/shared/fault-text'
import { cannotMount, SmallDisk } from '../small-disk'
import { cannotWriteProtect, writeProtect } from '../write-protect'
import { AppUnderTest } from './app-under-test'
import { expect, test } from './app.fixture'
import { closedHistory, CONVERSATIONS, NEWEST } from './filled-profile'
import { RillPage } from './rill-page'
import type { SteeredProvider } from './steered-provider'

/** What Chromium puts into a profile fits as well. */
const DISK_BYTES = 48 * 1024 * 1024
const sentence = (kind: FaultKind): string => faultText({ kind, message: '' }, 'en')
const banner = (rill: RillPage, kind: FaultKind) => rill.page.getByRole('status').filter({ hasText: sentence(kind) })

/** Asks, and lets the answer go on until the disk that it is written to has no room left. */
async function answeredUntilFull(app: AppUnderTest, provider: SteeredProvider, disk: SmallDisk): Promise<RillPage> {
  const rill = new RillPage(app.page)
  await rill.useProvider(provider.baseUrl)
  await rill.ask('What is a tide?')
  const request = await provider.next()
  request.say('The sea falls towards the moon. ')
  await expect(rill.answer).toContainText('The sea falls towards the moon.')
  disk.fill()
  let isOpen = true
  void request.closed.then(() => (isOpen = false))
  while (isOpen) {
    // The log has room for some more in the pages it has already.
    request.say('It falls, and falls. '.repeat(200))
    await rill.page.evaluate(() => new Promise(requestAnimationFrame))
  }
  await expect(rill.main).toContainText(sentence('disk_full'))
  await expect(rill.answer).toContainText('The sea falls towards the moon.')
  return rill
}

test('a disk that fills up in mid-answer keeps what was shown, says so, and is gone on with when there is room', async ({ provider }) => {
  test.skip(cannotMount !== null, cannotMount ?? '')
  const disk = SmallDisk.mount(DISK_BYTES)
  let app = await AppUnderTest.start(disk.folder)
  try {
    const rill = await answeredUntilFull(app, provider, disk)
    const shown = await rill.answerText()

    // Killed while it is full: what was shown is on disk all the same.
    await app.kill()
    disk.makeRoom()
    app = await AppUnderTest.start(disk.folder)
    const again = new RillPage(app.page)
    await again.conversation('What is a tide?').click()
    await expect(again.goOn).toBeVisible()
    expect(await again.answerText()).toBe(shown)
    await again.goOn.click()
    const continued = await provider.next()
    continued.say('Twice a day.')
    continued.finish()
    await again.finished()
    expect(await again.answerText()).toBe(`${shown} Twice a day.`)
  } finally {
    await app.kill()
    disk.unmount()
  }
})

test('with room again the same app puts the answer away and goes on', async ({ provider }) => {
  test.skip(cannotMount !== null, cannotMount ?? '')
  const disk = SmallDisk.mount(DISK_BYTES)
  const app = await AppUnderTest.start(disk.folder)
  try {
    const rill = await answeredUntilFull(app, provider, disk)
    const shown = await rill.answerText()
    disk.makeRoom()
    await rill.newConversation()
    await rill.ask('And the wind?')
    const second = await provider.next()
    second.say('It blows.')
    second.finish()
    await rill.finished()
    await rill.conversation('What is a tide?').click()
    await expect(rill.answer).toContainText('The sea falls towards the moon.')
    expect(await rill.answerText()).toBe(shown)
    await expect(rill.goOn).toBeVisible()
  } finally {
    await app.kill()
    disk.unmount()
  }
})

test('where the history cannot be written it is shown, and the app says that nothing is saved', async ({ start, profile }) => {
  test.skip(cannotWriteProtect !== null, cannotWriteProtect ?? '')
  await closedHistory(profile)
  // What Chromium itself wants to write it makes at its first start.
  await (await start()).quit()
  const undo = writeProtect(profile)
  try {
    const app = await start()
    const rill = new RillPage(app.page)
    await expect(banner(rill, 'history_not_saved')).toBeVisible()
    await expect(rill.sidebar.getByText(/^Conversation \d$/)).toHaveCount(CONVERSATIONS)
    await rill.conversation(NEWEST).click()
    await expect(rill.answer).toContainText('Answer 3 of')
    await app.kill()
  } finally {
    undo()
  }
  const rill = new RillPage((await start()).page)
  await expect(rill.sidebar.getByText(/^Conversation \d$/)).toHaveCount(CONVERSATIONS)
  await expect(banner(rill, 'history_not_saved')).toHaveCount(0)
})
