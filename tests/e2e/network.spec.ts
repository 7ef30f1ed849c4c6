import type { Locator } from '@playwright/test'
import { expect, test, type Fixtures } from './app.fixture'
import type { AppUnderTest } from './app-under-test'
import { RillPage } from './rill-page'
import type { OpenRequest, SteeredProvider } from './steered-provider'

const STORY = 'Once upon a time there was a river, and it ran to the sea.'
/** The loopback needs no network, so the provider is met under the name of another machine. */
const ELSEWHERE = 'provider.test'
const switches = [`--host-resolver-rules=MAP ${ELSEWHERE} 127.0.0.1`]

const elsewhere = ({ baseUrl }: SteeredProvider): string => baseUrl.replace('127.0.0.1', ELSEWHERE)
const words = (rill: RillPage, message: string): Locator => rill.main.getByText(rill.say(message))
/** The line between two attempts; one of its buttons is called Stop as the composer's is. */
const now = (rill: RillPage): Locator => rill.button('stats_retry_now')

async function setOnline(app: AppUnderTest, isOnline: boolean): Promise<void> {
  await app.electron.evaluate(({ net }, value) => void (net.isOnline = () => value), isOnline)
}

async function wake(app: AppUnderTest): Promise<void> {
  await app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
}

interface Begun {
  readonly app: AppUnderTest
  readonly rill: RillPage
  readonly request: OpenRequest
}

/** An app that has shown the first words of an answer from another machine. */
async function begun({ start, provider }: Pick<Fixtures, 'start' | 'provider'>, words: string): Promise<Begun> {
  const app = await start({ switches })
  await setOnline(app, true)
  const rill = new RillPage(app.page)
  await rill.useProvider(elsewhere(provider))
  await rill.ask('Tell me a story')
  const request = await provider.next()
  request.say(words)
  await expect(rill.answer).toContainText(words)
  return { app, rill, request }
}

test('an answer whose connection died in a sleep is resumed and joined after the wake', async ({ start, provider }) => {
  const { app, rill, request } = await begun({ start, provider }, STORY)
  await wake(app)
  await request.closed
  await expect(words(rill, 'stats_lost')).toBeVisible()
  await now(rill).click()
  const resumed = await provider.next()
  expect(resumed.body.messages.map((message) => message.content)).toContain(STORY)
  resumed.say(`${STORY.slice(-30)} There it rests.`)
  resumed.finish()
  await rill.finished()
  expect(await rill.answer.innerText()).toContain('There it rests.')
  expect((await rill.answer.innerText()).split(STORY.slice(-30))).toHaveLength(2)
})

test('a connection that goes on after the wake is left alone', async ({ start, provider }) => {
  const { app, rill, request } = await begun({ start, provider }, 'Once upon a time')
  await wake(app)
  // Proof of life comes late enough not to have lain in a buffer, and the limit of five seconds then passes in vain.
  for (const second of [1, 2, 3, 4, 5, 6, 7]) {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    request.say(` ${second}`)
  }
  request.finish()
  await rill.finished()
  expect(await rill.answerText()).toBe('Once upon a time 1 2 3 4 5 6 7')
  expect(provider.requests).toHaveLength(1)
})

test('while the system is offline a retry waits for the network, and says so', async ({ start, provider }) => {
  const { app, rill, request } = await begun({ start, provider }, 'Once upon a time')
  await setOnline(app, false)
  request.cut()
  await expect(words(rill, 'stats_offline')).toBeVisible()
  // That nothing happens has no state to wait for. Longer than the wait of a first retry: the network is waited for.
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  await expect(words(rill, 'stats_offline')).toBeVisible()
  expect(provider.requests).toHaveLength(1)
  await setOnline(app, true)
  const resumed = await provider.next()
  resumed.say(' there was a river.')
  resumed.finish()
  await rill.finished()
  expect(await rill.answer.innerText()).toContain('there was a river.')
})

test('a retry that waits for the network can be sent now or stopped', async ({ start, provider }) => {
  const { app, rill, request } = await begun({ start, provider }, 'Once upon a time')
  await setOnline(app, false)
  request.cut()
  await now(rill).click()
  const again = await provider.next()
  again.cut()
  await expect(words(rill, 'stats_offline')).toBeVisible()
  await rill.button('stats_stop').first().click()
  await expect(rill.strip).toContainText(rill.say('stats_stopped'))
  expect(await rill.answerText()).toBe('Once upon a time')
})
