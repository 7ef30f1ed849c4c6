import type { AppUnderTest } from './app-under-test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import type { SteeredProvider } from './steered-provider'

type Start = () => Promise<AppUnderTest>

interface Reopened {
  readonly app: AppUnderTest
  readonly rill: RillPage
}

const TOLD = 'The sea falls towards the moon.'

/** An app that died in the middle of an answer, started again. */
async function afterKill(start: Start, provider: SteeredProvider): Promise<Reopened> {
  const first = await start()
  const rill = new RillPage(first.page)
  await rill.useProvider(provider.baseUrl)
  await rill.ask('What is a tide?')
  const request = await provider.next()
  request.say(TOLD)
  await expect(rill.answer).toContainText(TOLD)
  await first.kill()
  return reopened(start)
}

async function reopened(start: Start): Promise<Reopened> {
  const app = await start()
  const rill = new RillPage(app.page)
  await rill.conversation('What is a tide?').click()
  await expect(rill.answer).toContainText(TOLD)
  return { app, rill }
}

test('an answer that a crash cut off is marked, and goes on from there', async ({ start, provider }) => {
  const { rill } = await afterKill(start, provider)
  await expect(rill.main).toContainText(rill.say('chat_interrupted'))
  await rill.goOn.click()
  const continued = await provider.next()
  expect(continued.body.messages.some(({ content }) => content === TOLD)).toBe(true)
  continued.say(' Twice a day.')
  continued.finish()
  await rill.finished()
  expect(await rill.answerText()).toBe(`${TOLD} Twice a day.`)
})

test('one that is kept as it is stays as it is, also after the next start', async ({ start, provider }) => {
  const { app, rill } = await afterKill(start, provider)
  await rill.button('chat_keep').click()
  await expect(rill.button('chat_keep')).toBeHidden()
  expect(await rill.answerText()).toBe(TOLD)
  await app.quit()
  const { rill: again } = await reopened(start)
  await expect(again.button('chat_keep')).toBeHidden()
  await expect(again.main).not.toContainText(again.say('chat_interrupted'))
})
