import { longTurn } from '../../src/main/history/long-turn'
import type { Bridge } from '../../src/shared/ipc/bridge'
import { expect, test } from './app.fixture'
import { countCalls } from './count-calls'
import { RillPage } from './rill-page'
import { seedHistory } from './seed-history'
import { ThreadPage } from './thread-page'

test('what happens elsewhere in the history does not have the open conversation read again', async ({ profile, start }) => {
  const open = longTurn(40, 'The open one')
  const others = Array.from({ length: 5 }, (_, at) => longTurn(2, `Another ${String(at)}`))
  seedHistory(profile, [open, ...others])
  const app = await start()
  const rill = new RillPage(app.page)
  await rill.conversation('The open one').click()
  await new ThreadPage(app.page).atEnd(40)
  const ids = others.map(({ conversation }) => conversation.id)
  const calls = await countCalls(app.electron)
  const opened = async (): Promise<number> => (await calls())['conversations:open'] ?? 0

  await app.page.evaluate(async (ids) => {
    const { call } = Reflect.get(window, 'rill') as Bridge
    const folder = await call('folders:add', { name: 'Work', parentId: null })
    if (!folder.ok) throw new Error(folder.fault.message)
    const folderId = folder.value.id
    for (const open of [false, true]) await call('folders:change', { folderId, change: { open } })
    for (const [at, conversationId] of ids.entries()) {
      await call('conversations:change', { conversationId, change: { title: `Renamed ${String(at)}` } })
    }
    await call('conversations:change-many', { conversationIds: ids.slice(0, 3), change: { folderId } })
    await call('conversations:change-many', { conversationIds: ids.slice(0, 3), change: { pinned: true } })
    await call('conversations:delete-many', { conversationIds: ids.slice(3) })
    await call('conversations:restore-many', { conversationIds: ids.slice(3, 4) })
    await call('conversations:purge', { conversationIds: ids.slice(4) })
    await call('folders:remove', { folderId })
  }, ids)
  await expect(rill.conversation('Renamed 0')).toBeVisible()
  expect(await opened()).toBe(0)

  // Its own place is news to it: the menu above it says what it can do there.
  await app.page.evaluate(async (id) => {
    const { call } = Reflect.get(window, 'rill') as Bridge
    await call('conversations:change-many', { conversationIds: [id], change: { archived: true } })
  }, open.conversation.id)
  await expect.poll(opened).toBe(1)
  await expect(rill.main.getByText('Answer number 40.')).toBeVisible()
})
