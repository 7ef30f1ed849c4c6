import type { Bridge } from '../../src/shared/ipc/bridge'
import type { AppUnderTest } from './app-under-test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'

/** What main has stored, newest first. */
function storedDrafts(app: AppUnderTest): Promise<string[]> {
  return app.page.evaluate(async () => {
    const { call } = Reflect.get(window, 'rill') as Bridge
    const reply = await call('drafts:get', {})
    return reply.ok ? reply.value.map(({ text }) => text) : []
  })
}

for (const end of ['kill', 'quit'] as const) {
  test(`what was written and not sent is there after a ${end}, each with its conversation`, async ({ start }) => {
    const first = await start()
    const rill = new RillPage(first.page)
    await rill.ask('What is a tide?')
    await rill.finished()
    await rill.composer.pressSequentially('And at new moon')
    await rill.newConversation()
    await rill.composer.pressSequentially('What is 潮汐')
    // A person who quits has nothing to wait for; one whose app is killed may lose the last keys.
    if (end === 'kill') await expect.poll(() => storedDrafts(first)).toEqual(['What is 潮汐', 'And at new moon'])
    await first[end]()

    const second = await start()
    const again = new RillPage(second.page)
    await expect(again.composer).toHaveValue('What is 潮汐')
    await again.conversation('What is a tide?').click()
    await expect(again.composer).toHaveValue('And at new moon')
    await again.composer.press('Enter')
    await again.finished()
    await expect.poll(() => storedDrafts(second)).toEqual(['What is 潮汐'])
    await second.kill()

    const third = new RillPage((await start()).page)
    await third.conversation('What is a tide?').click()
    await expect(third.composer).toHaveValue('')
  })
}
