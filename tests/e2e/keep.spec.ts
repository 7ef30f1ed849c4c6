import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'

const QUESTION = 'Tell me a story'
const STORY = 'Once upon a time there was a river, and it ran to the sea.'

test('an answer that a crash cut is marked, with its figures; kept, it is asked about no more', async ({ start, provider }) => {
  const first = await start()
  const before = new RillPage(first.page)
  await before.useProvider(provider.baseUrl)
  await before.ask(QUESTION)
  const request = await provider.next()
  for (const word of STORY.split(/(?<= )/)) request.say(word)
  await expect(before.answer).toContainText(STORY)
  await first.kill()

  const second = await start()
  const rill = new RillPage(second.page)
  await rill.conversation(QUESTION).click()
  await expect(rill.answer).toContainText(STORY)
  await expect(rill.main.getByText(rill.say('chat_interrupted'))).toBeVisible()
  await expect(rill.goOn).toBeVisible()
  await expect(rill.strip).toContainText(rill.say('stats_interrupted'))
  await expect(rill.strip).toContainText(/ s to first/)
  await expect(rill.strip).toContainText(/chunk/)
  await rill.button('chat_keep').click()
  await expect(rill.goOn).toBeHidden()
  await second.quit()

  const third = await start()
  const after = new RillPage(third.page)
  await after.conversation(QUESTION).click()
  await expect(after.answer).toContainText(STORY)
  await expect(after.strip).toContainText(after.say('stats_interrupted'))
  for (const button of ['chat_continue', 'chat_keep', 'chat_try_again']) await expect(after.button(button)).toBeHidden()

  await after.answer.hover()
  await after.button('chat_copy_answer').click()
  await expect.poll(() => third.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(STORY)
  await after.button('chat_regenerate').click()
  const again = await provider.next()
  again.say('Another one.')
  again.finish()
  await after.finished()
  expect(await after.answerText()).toBe('Another one.')
})

test('an answer whose retries are used up can be kept, and the conversation goes on after it', async ({ rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.change({ maxRetries: 0 })
  await rill.ask(QUESTION)
  const request = await provider.next()
  request.say(STORY)
  await expect(rill.answer).toContainText(STORY)
  request.cut()
  await rill.button('chat_keep').click()
  for (const button of ['chat_continue', 'chat_keep', 'chat_try_again']) await expect(rill.button(button)).toBeHidden()
  await rill.ask('And then?')
  const next = await provider.next()
  expect(next.body.messages.map((message) => message.content)).toContain(STORY)
  next.say('Then it rested.')
  next.finish()
  await rill.finished()
})
