import type { Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppUnderTest } from './app-under-test'
import type { Fixtures } from './app.fixture'
import { quickPage } from './quick-page'
import { RillPage } from './rill-page'
import { expect, test } from './session.fixture'
import type { XSession } from './x-session'

const KEYS = 'ctrl+shift+space'

interface Ready {
  readonly app: AppUnderTest
  readonly rill: RillPage
  readonly quick: Page
}

/** An app with a provider, whose small window waits for its keys. */
async function ready({ start, session, provider }: Pick<Fixtures, 'start' | 'provider'> & { session: XSession }): Promise<Ready> {
  const app = await start({ env: session.env, takesKeys: true })
  const rill = new RillPage(app.page)
  await rill.useProvider(provider.baseUrl)
  return { app, rill, quick: await quickPage(app) }
}

test('the keys bring it over another program, and Escape gives the focus back', async ({ start, session, profile, provider }) => {
  const typed = join(profile, 'typed.txt')
  const { rill, quick } = await ready({ start, session, provider })
  await session.openTerminal(typed)

  session.press(KEYS)
  await expect.poll(() => session.focused()).toBe('Rill')
  session.type('Why is the sea salt?')
  session.press('Return')
  const request = await provider.next()
  request.say('Rivers carry ')
  const answer = quick.getByRole('article', { name: 'Answer' }).last()
  await expect(answer).toContainText('Rivers carry')

  session.press('Escape')
  await expect.poll(() => session.focused()).toBe('terminal')
  session.type('back again')
  session.press('Return')
  await expect.poll(() => readFileSync(typed, 'utf8')).toBe('back again\n')

  // The stream has gone on meanwhile, and the keys bring it back.
  request.say('it there.')
  session.press(KEYS)
  await expect(answer).toContainText('Rivers carry it there.')
  request.finish()
  await expect(quick.getByRole('button', { name: /^Copy and close/ })).toBeVisible()
  session.press('Escape')

  await rill.conversation('Why is the sea salt?').click()
  await expect(rill.answer).toHaveText('Rivers carry it there.')
})

test('a live answer goes over to the main window without a second request', async ({ start, session, provider }) => {
  const { rill, quick } = await ready({ start, session, provider })
  session.press(KEYS)
  const field = quick.getByRole('textbox', { name: 'Your question' })
  await field.fill('Count')
  await field.press('Enter')
  const request = await provider.next()
  request.say('one two ')
  await expect(quick.getByRole('article', { name: 'Answer' })).toContainText('one two')

  session.press('ctrl+Return')
  await expect(rill.answer).toContainText('one two')
  request.say('three')
  request.finish()
  await rill.finished()
  expect(await rill.answerText()).toBe('one two three')
  await expect.poll(() => session.focused()).toBe('Rill')
  await expect(field).toHaveValue('')
})

test('what is not kept is gone when the window is done with it', async ({ start, session, provider }) => {
  const { app, rill, quick } = await ready({ start, session, provider })
  session.press(KEYS)
  const field = quick.getByRole('textbox', { name: 'Your question' })
  await field.fill('A secret')
  session.press('ctrl+d')
  session.press('Return')
  const request = await provider.next()
  request.say('Whisper.')
  request.finish()
  await expect(quick.getByRole('button', { name: /^Copy and close/ })).toBeVisible()
  await expect(rill.conversation('A secret')).toBeVisible()

  // Copies, and is done with it.
  session.press('ctrl+c')
  await expect(rill.conversation('A secret')).toBeHidden()
  await expect(field).toHaveAttribute('placeholder', 'Ask anything')
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('Whisper.')
})

test('a second start with --quick-ask brings the window of the first', async ({ start, session }) => {
  const app = await start({ env: session.env })
  await new RillPage(app.page).composer.waitFor()
  const opened = app.electron.waitForEvent('window')
  const env = { ...process.env, ...session.env }
  const again = spawn(app.child.spawnfile, [...app.args, '--quick-ask'], { stdio: 'ignore', env })
  await new Promise((resolve) => again.once('exit', resolve))
  const quick = await opened
  await expect(quick.getByRole('textbox', { name: 'Your question' })).toBeFocused()
  expect(app.electron.windows()).toHaveLength(2)
})

test('another language leaves the answer and what is being written', async ({ start, provider }) => {
  const app = await start({ switches: ['--quick-ask'] })
  const inEnglish = new RillPage(app.page)
  await inEnglish.useProviderHere(provider.baseUrl)
  await expect(app.page.locator('footer')).toContainText('steered')
  await inEnglish.ask('Why is the sea salt?')
  const request = await provider.next()
  request.say('Rivers carry ')
  await expect(inEnglish.answer).toContainText('Rivers carry')
  await inEnglish.ask('And lakes?')
  await expect(inEnglish.main.getByText(inEnglish.say('chat_why_running'))).toBeVisible()
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('brought'))
  await app.page.keyboard.press('Control+Shift+V')
  await expect(inEnglish.main.getByRole('group', { name: inEnglish.say('quick_brought') })).toBeVisible()

  const rill = new RillPage(app.page, 'zh-CN')
  await inEnglish.change({ language: 'zh-CN' })
  await expect(rill.composer).toHaveValue('And lakes?')
  await expect(rill.composer).toBeFocused()
  await expect(rill.main.getByRole('group', { name: rill.say('quick_brought') })).toContainText('brought')
  request.say('it there.')
  request.finish()
  await expect(rill.answer).toContainText('Rivers carry it there.')
  await expect(rill.main.getByText(rill.say('chat_why_running'))).toBeHidden()

  // A text on its way to the sheet takes its place there once, not with each language anew.
  await app.page.keyboard.press('Control+5')
  const source = rill.main.getByRole('textbox', { name: rill.say('translate_source') })
  await expect(source).toHaveValue('brought')
  await source.fill('edited')
  await inEnglish.change({ language: 'en' })
  await expect(inEnglish.main.getByRole('textbox', { name: inEnglish.say('translate_source') })).toHaveValue('edited')
  await app.page.keyboard.press('Control+T')
  await expect(inEnglish.answer).toContainText('Rivers carry it there.')
  // What one does most is in one line.
  const tops = await app.page.locator('footer button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
  expect(tops).toEqual([tops[0], tops[0], tops[0], tops[0]])
  await expect(inEnglish.composer).toHaveValue('And lakes?')
})
