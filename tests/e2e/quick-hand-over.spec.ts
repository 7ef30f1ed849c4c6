import type { Locator } from '@playwright/test'
import type { AppUnderTest } from './app-under-test'
import { expect, test, type Fixtures } from './app.fixture'
import { drop } from './drop-image'
import { tray } from './image-page'
import { RillPage } from './rill-page'

const editor = (rill: RillPage): Locator => rill.main.getByRole('textbox', { name: rill.say('chat_edit') })

/** The small window, which knows whom it asks. */
async function ready(start: Fixtures['start'], provider: Fixtures['provider']): Promise<{ app: AppUnderTest; quick: RillPage }> {
  const app = await start({ switches: ['--quick-ask'] })
  const quick = new RillPage(app.page)
  await quick.useProviderHere(provider.baseUrl)
  await expect(app.page.locator('footer')).toContainText('steered')
  return { app, quick }
}

async function answered({ quick, provider }: { quick: RillPage; provider: Fixtures['provider'] }, question: string): Promise<void> {
  await quick.ask(question)
  const request = await provider.next()
  request.say('It is so.')
  request.finish()
  await quick.finished()
}

test('what is written while an answer streams goes over with it, and nothing is asked by that', async ({ start, provider }) => {
  const { app, quick } = await ready(start, provider)
  await quick.ask('Count')
  const request = await provider.next()
  request.say('one two ')
  await expect(quick.answer).toContainText('one two')
  await quick.composer.fill('And then?')
  const opened = app.electron.waitForEvent('window')
  await quick.composer.press('Control+Enter')
  const large = new RillPage(await opened)
  await expect(large.answer).toContainText('one two')
  await expect(large.composer).toHaveValue('And then?')
  await expect(large.composer).toBeFocused()
  request.say('three')
  request.finish()
  await large.finished()
  expect(provider.requests).toHaveLength(1)
  await expect(quick.composer).toHaveValue('')

  // A window that is already there takes it as well, and after what is written there.
  await large.newConversation()
  await large.composer.fill('Written here')
  await large.conversation('Count').click()
  await quick.composer.fill('Written there')
  await quick.composer.press('Control+Enter')
  await expect(large.composer).toHaveValue('Written here\n\nWritten there')
  await expect(quick.composer).toHaveValue('')
  expect(provider.requests).toHaveLength(1)
  await large.conversation('Count').click()
  await expect(large.composer).toHaveValue('And then?')
})

test('a question that is being written anew is gone on with in the large window', async ({ start, provider }) => {
  const { app, quick } = await ready(start, provider)
  await answered({ quick, provider }, 'Why is the sea salt?')
  await quick.button('chat_edit').click()
  await editor(quick).fill('Why are lakes')
  await drop(app.page, 30, 20, 'main form textarea')
  await expect(tray(quick)).toHaveCount(1)
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('brought'))
  await app.page.keyboard.press('Control+Shift+V')
  await expect(quick.main.getByRole('group', { name: quick.say('quick_brought') })).toBeVisible()
  await app.page.keyboard.press('Control+D')
  await expect(quick.page.getByTitle(quick.say('quick_not_kept_hint'))).toBeVisible()
  const opened = app.electron.waitForEvent('window')
  await app.page.keyboard.press('Control+Enter')
  const large = new RillPage(await opened)
  await expect(large.page.getByText(large.say('quick_now_kept'))).toBeVisible()
  await expect(editor(large)).toHaveValue('Why are lakes')
  await expect(tray(large)).toHaveCount(1)
  await expect(large.composer).toHaveValue('brought')
  await expect(quick.composer).toHaveAttribute('placeholder', quick.say('chat_placeholder'))
  await editor(large).fill('Why are lakes not?')
  await editor(large).press('Enter')
  expect(JSON.stringify((await provider.next()).body.messages)).toContain('Why are lakes not?')
})

test('the keys of the sheet leave what was brought; its action takes it there', async ({ start, provider }) => {
  const { app, quick } = await ready(start, provider)
  const source = quick.main.getByRole('textbox', { name: quick.say('translate_source') })
  const brought = quick.main.getByRole('group', { name: quick.say('quick_brought') })
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('brought'))
  await app.page.keyboard.press('Control+Shift+V')
  await expect(brought).toBeVisible()
  await app.page.keyboard.press('Control+T')
  await expect(source).toHaveValue('')
  await app.page.keyboard.press('Control+T')
  await expect(brought).toBeVisible()
  await app.page.keyboard.press('Control+5')
  await expect(source).toHaveValue('brought')
  await app.page.keyboard.press('Control+T')
  await expect(quick.composer).toBeVisible()
  await expect(brought).toBeHidden()
})

test('what is written before the key of an action goes with it, and the title says what it is about', async ({ start, provider }) => {
  const { app, quick } = await ready(start, provider)
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('The tide comes and goes.'))
  await quick.composer.fill('For a child')
  await app.page.keyboard.press('Control+1')
  const first = await provider.next()
  expect(first.body.messages.at(-1)?.content).toBe(`For a child\n\n${quick.say('quick_explain_prompt')}\n\nThe tide comes and goes.`)
  first.say('The moon pulls.')
  first.finish()
  await quick.finished()
  await expect(quick.composer).toHaveValue('')

  // With an empty clipboard the action is about what is written.
  await app.page.keyboard.press('Control+N')
  await app.electron.evaluate(({ clipboard }) => clipboard.clear())
  await quick.composer.fill('I has a boat')
  await app.page.keyboard.press('Control+4')
  const second = await provider.next()
  expect(second.body.messages.at(-1)?.content).toBe(`${quick.say('quick_grammar_prompt')}\n\nI has a boat`)
  second.finish()
  const opened = app.electron.waitForEvent('window')
  await app.page.keyboard.press('Control+Enter')
  const large = new RillPage(await opened)
  await expect(large.conversation('The tide comes and goes.')).toBeVisible()
  await expect(large.conversation('I has a boat')).toBeVisible()
})

test('a new conversation after one that is not kept has what was not asked', async ({ start, provider }) => {
  const { app, quick } = await ready(start, provider)
  await quick.composer.fill('A secret')
  await app.page.keyboard.press('Control+D')
  await quick.composer.press('Enter')
  const request = await provider.next()
  request.say('Whisper.')
  await expect(quick.answer).toContainText('Whisper.')
  await drop(app.page, 30, 20, 'main textarea')
  await expect(tray(quick)).toHaveCount(1)
  await quick.composer.fill('Half a question')
  await app.page.keyboard.press('Control+N')
  await expect(quick.main.getByText('Whisper.')).toHaveCount(0)
  await expect(quick.composer).toHaveValue('Half a question')
  await expect(tray(quick)).toHaveCount(1)
  const opened = app.electron.waitForEvent('window')
  await app.page.keyboard.press('Control+Enter')
  const large = new RillPage(await opened)
  await expect(large.composer).toHaveValue('Half a question')
  await expect(large.conversation('A secret')).toHaveCount(0)
})

test('the figures of an answer are one line of the small window while it streams', async ({ start, provider }) => {
  const { quick } = await ready(start, provider)
  await quick.ask('Count')
  const request = await provider.next()
  const say = async (piece: number): Promise<void> => {
    request.say('The moon pulls at the sea. ')
    await expect(quick.answer).toContainText(new RegExp(`(The moon pulls at the sea. ?){${String(piece)}}`))
  }
  for (let piece = 1; piece <= 12; piece++) await say(piece)
  await expect(quick.strip).toContainText('mean')
  const lines = (): Promise<number> =>
    quick.strip.evaluate(({ children }) => {
      const shown = [...children].filter((child) => child.checkVisibility())
      return new Set(shown.map((child) => Math.round(child.getBoundingClientRect().bottom / 8))).size
    })
  await expect(quick.strip.getByText(/\/s/).first()).toBeVisible()
  expect(await lines()).toBe(1)
  request.finish()
  await quick.finished()
  expect(await lines()).toBe(1)
})
