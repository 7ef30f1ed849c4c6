import { longTurn } from '../../src/main/history/long-turn'
import { expect, test } from './app.fixture'
import { countCalls } from './count-calls'
import { RillPage } from './rill-page'
import { seedHistory } from './seed-history'
import { ThreadPage } from './thread-page'

const LONG = 'A long conversation'
const SHORT = 'A short conversation'

/** A screen or two of messages, each of some thirty nodes. */
const MOST_NODES = 900

test.beforeEach(({ profile }) => {
  seedHistory(profile, [longTurn(10, SHORT), longTurn(10_000, LONG)])
})

test('a conversation of 10,000 messages opens at its end, with few nodes and few calls', async ({ app, rill }) => {
  const thread = new ThreadPage(app.page)
  await expect(rill.conversation(SHORT)).toBeVisible()
  const calls = await countCalls(app.electron)
  await rill.conversation(SHORT).click()
  await thread.atEnd(10)
  expect(threadCalls(await calls())).toEqual({ 'conversations:open': 1 })
  await rill.conversation(LONG).click()
  await thread.atEnd(10_000)
  await thread.whole()
  await thread.atEnd(10_000)
  expect(await thread.nodes()).toBeLessThan(MOST_NODES)
  expect(threadCalls(await calls())).toEqual({ 'conversations:open': 2, 'messages:outline': 1 })
})

test('the end stays in view while what is written gets more lines and fewer', async ({ app, rill }) => {
  const thread = new ThreadPage(app.page)
  await rill.conversation(LONG).click()
  await thread.atEnd(10_000)
  await rill.composer.click()
  const heights = new Set<number>()
  for (const key of [...Array<string>(4).fill('Shift+Enter'), ...Array<string>(2).fill('Backspace')]) {
    const before = (await rill.composer.boundingBox())?.height ?? 0
    await app.page.keyboard.press(key)
    await expect.poll(async () => (await rill.composer.boundingBox())?.height).not.toBe(before)
    heights.add(before)
    await expect.poll(() => thread.left()).toBeLessThanOrEqual(1)
  }
  expect(heights.size).toBeGreaterThan(3)
})

test('what is read stays where it is while older messages come', async ({ app, rill }) => {
  const thread = new ThreadPage(app.page)
  await rill.conversation(LONG).click()
  await thread.atEnd(10_000)
  await thread.whole()
  let worst = 0
  for (let step = 0; step < 60; step++) {
    const seen = await seenNumber(thread)
    const before = await thread.top(seen)
    await thread.scrollBy(-330)
    const after = await thread.top(seen)
    if (before !== null && after !== null) worst = Math.max(worst, Math.abs(after - before - 330))
  }
  expect(worst).toBeLessThanOrEqual(2)
  expect(await thread.nodes()).toBeLessThan(MOST_NODES)
})

test('Home and End go to both ends', async ({ app, rill }) => {
  const thread = new ThreadPage(app.page)
  await rill.conversation(LONG).click()
  await thread.atEnd(10_000)
  await thread.whole()
  await thread.scroller.focus()
  await app.page.keyboard.press('Home')
  await expect(thread.message(1)).toBeInViewport()
  expect(await thread.nodes()).toBeLessThan(MOST_NODES)
  await thread.scroller.focus()
  await app.page.keyboard.press('End')
  await thread.atEnd(10_000)
})

test('each conversation is found again where it was left', async ({ app, rill }) => {
  const thread = new ThreadPage(app.page)
  await rill.conversation(LONG).click()
  await thread.atEnd(10_000)
  await thread.whole()
  await thread.scroller.evaluate((node) => node.scrollTo({ top: node.scrollHeight / 2 }))
  await thread.read()
  await thread.scrollBy(-100)
  await thread.read()
  const seen = await seenNumber(thread)
  const before = await thread.top(seen)
  await rill.conversation(SHORT).click()
  await thread.atEnd(10)
  await rill.conversation(LONG).click()
  await expect(thread.message(seen)).toBeAttached()
  await expect.poll(async () => Math.abs(((await thread.top(seen)) ?? 1e6) - (before ?? 0))).toBeLessThanOrEqual(2)
})

test('a question edited far up keeps what is written while it is out of sight', async ({ app, rill }) => {
  const thread = new ThreadPage(app.page)
  await rill.conversation(LONG).click()
  await expect(thread.message(9_999)).toBeVisible()
  const question = thread.scroller.getByRole('article', { name: rill.say('chat_question') }).last()
  await question.hover()
  await question.getByRole('button', { name: rill.say('chat_edit') }).click()
  await app.page.keyboard.type(' And when?')
  await thread.scrollBy(-20_000)
  await app.page.keyboard.press('End')
  await expect(thread.scroller.getByRole('textbox')).toHaveValue('Question number 9999: why? And when?')
})

test('a new conversation shows its question when it is scrolled to its beginning in one go', async ({ rill, provider }) => {
  const thread = new ThreadPage(rill.page)
  await rill.useProvider(provider.baseUrl)
  await rill.ask('What is a tide?')
  const request = await provider.next()
  request.say(Array.from({ length: 80 }, (_, nth) => `Paragraph ${nth}.`).join('\n\n'))
  request.finish()
  await rill.finished()
  const question = thread.scroller.getByText('What is a tide?', { exact: true })
  await expect(question).not.toBeAttached()
  await thread.scroller.evaluate((node) => node.scrollTo({ top: 0 }))
  await expect(question).toBeInViewport()
})

/** Those that bring messages. */
function threadCalls(calls: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(calls).filter(([name]) => /^(?:conversations|messages|chat):/.test(name)))
}

/** The number of a message that can be seen in the middle of the view. */
async function seenNumber(thread: ThreadPage): Promise<number> {
  const text = await thread.scroller.evaluate((scroller) => {
    const middle = scroller.getBoundingClientRect().top + scroller.clientHeight / 2
    const rows = [...scroller.querySelectorAll('[data-message]')]
    const row = rows.find((row) => row.getBoundingClientRect().bottom > middle)
    return row?.textContent ?? ''
  })
  return Number(/(?:Question|Answer) number (\d+)/.exec(text)?.[1])
}

test('a second look: the window shows a long conversation after a reload', async ({ app }) => {
  const rill = new RillPage(app.page)
  const thread = new ThreadPage(app.page)
  await rill.conversation(LONG).click()
  await thread.atEnd(10_000)
  await app.page.reload()
  await thread.atEnd(10_000)
})
