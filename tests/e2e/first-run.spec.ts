import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { watchGrowth } from './watch-growth'

test('a first run asks Demo with no key and finds the conversation again after a restart', async ({ start }) => {
  const first = await start()
  const rill = new RillPage(first.page)
  await expect(rill.composer).toBeFocused()
  const growth = await watchGrowth(first.page)
  await rill.ask('What can you do?')
  await expect(rill.stop).toBeVisible()
  await rill.finished()
  const answer = await rill.answerText()
  expect(answer.length).toBeGreaterThan(100)

  // It came in pieces and what was there stayed there.
  const lengths = await growth.lengths()
  expect(new Set(lengths).size).toBeGreaterThan(3)
  expect(lengths).toEqual([...lengths].sort((one, other) => one - other))

  await expect(rill.strip).toContainText(/\d+ tokens/)
  await expect(rill.strip).toContainText(/\d/)
  await first.quit()

  const second = await start()
  const again = new RillPage(second.page)
  await again.conversation('What can you do?').click()
  expect(await again.answerText()).toBe(answer)
  await expect(again.strip).toContainText(/\d+ tokens/)
})

test('the question is there after the program was killed in mid-answer', async ({ start, provider }) => {
  const first = await start()
  const rill = new RillPage(first.page)
  await rill.useProvider(provider.baseUrl)
  await rill.ask('What is a tide?')
  const request = await provider.next()
  request.say('The sea falls towards the moon.')
  await expect(rill.answer).toContainText('The sea falls towards the moon.')
  await first.kill()

  const second = await start()
  const again = new RillPage(second.page)
  await again.conversation('What is a tide?').click()
  await expect(again.main.getByText('What is a tide?').first()).toBeVisible()
  await expect(again.answer).toContainText('The sea falls towards the moon.')
  await expect(again.goOn).toBeVisible()
})

test('the keys are where one writes when a button has asked, and Enter asks an edited question', async ({ rill }) => {
  await rill.main.getByRole('button', { name: 'Show code in several languages' }).click()
  await expect(rill.stop).toBeVisible()
  await expect(rill.composer).toBeFocused()
  await rill.composer.press('Escape')
  await expect(rill.stop).toBeHidden()

  const question = rill.main.getByRole('article', { name: rill.say('chat_question') })
  await question.hover()
  await question.getByRole('button', { name: rill.say('chat_edit') }).click()
  await question.getByRole('textbox').fill('  Think about a puzzle.\n')
  await question.getByRole('textbox').press('Enter')
  await expect(question.getByText('Think about a puzzle.', { exact: true })).toBeVisible()
  await expect(rill.stop).toBeVisible()
  await expect(rill.composer).toBeFocused()
})
