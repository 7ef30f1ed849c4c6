import type { Bridge } from '../../src/shared/ipc/bridge'
import { expect, test } from './app.fixture'

test('an answer whose provider was removed says what can be done, and is answered again by another', async ({
  app,
  rill,
  provider
}) => {
  const removed = await rill.addProvider(provider.baseUrl)
  await rill.useProvider(provider.baseUrl, 'Other', 'other')
  await rill.change({ chosenProviderId: removed })
  await rill.openProvider('Steered')
  await rill.saveKey('sk-e2e-removed-0123456789')
  await rill.newConversation()
  await rill.ask('Hello')
  const request = await provider.next()
  request.say('Hi.')
  request.finish()
  await rill.finished()
  await app.page.evaluate(async (providerId) => {
    const reply = await (Reflect.get(window, 'rill') as Bridge).call('providers:remove', { providerId })
    if (!reply.ok) throw new Error(reply.fault.message)
  }, removed)
  await rill.answer.hover()
  await rill.button('chat_copy_request').click()
  await app.page.getByRole('menuitem', { name: rill.say('chat_as_curl') }).click()
  await expect(rill.main.getByText(/Choose another model for the conversation/)).toBeVisible()
})
