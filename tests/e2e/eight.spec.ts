import { expect, test } from './app.fixture'
import type { OpenRequest } from './steered-provider'

const CONVERSATIONS = Array.from({ length: 8 }, (_, index) => `Question ${index + 1}`)

test('eight conversations stream at once without waiting for each other', async ({ rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  const requests = new Map<string, OpenRequest>()
  for (const question of CONVERSATIONS) {
    await rill.newConversation()
    await rill.ask(question)
    const request = await provider.next()
    requests.set(question, request)
    request.say(`Answer to ${question}: `)
    await expect(rill.answer).toContainText(`Answer to ${question}:`)
  }
  await expect(rill.answeringNow).toHaveCount(8)

  // The newest speaks first; none has to end for another to go on.
  for (const question of [...CONVERSATIONS].reverse()) requests.get(question)?.say('and more.')
  for (const question of CONVERSATIONS) {
    await rill.conversation(question).click()
    await expect(rill.answer).toContainText(`Answer to ${question}: and more.`)
  }
  for (const request of requests.values()) request.finish()
  await expect(rill.answeringNow).toHaveCount(0)
})
