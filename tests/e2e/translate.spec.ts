import type { Locator } from '@playwright/test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'

/** The view that translates, found by role and label. */
class TranslatePage {
  readonly source: Locator
  readonly result: Locator
  readonly to: Locator
  readonly from: Locator

  constructor(readonly rill: RillPage) {
    const { main, say } = rill
    this.source = main.getByRole('textbox', { name: say('translate_source') })
    this.result = main.getByRole('article', { name: say('translate_result') })
    this.from = main.getByRole('combobox', { name: say('translate_from') })
    this.to = main.getByRole('combobox', { name: say('translate_to') })
  }

  async open(): Promise<void> {
    await this.rill.composer.press('Control+T')
    await expect(this.source).toBeFocused()
  }

  async into(language: string): Promise<void> {
    await this.to.fill(language)
    await this.to.press('Enter')
    await this.source.focus()
  }
}

test('it translates while one writes, cancels what an edit makes wrong, and is there after a kill', async ({ start, provider }) => {
  const first = await start()
  const rill = new RillPage(first.page)
  await rill.useProvider(provider.baseUrl)
  const page = new TranslatePage(rill)
  await page.open()
  await page.into('German')
  await page.source.pressSequentially('Good morning')

  const old = await provider.next()
  expect(old.body).toMatchObject({ temperature: 0.3 })
  expect(old.body.messages[0]?.content).toContain('into German')
  expect(old.body.messages[1]?.content).toBe('Good morning')
  old.say('Guten ')
  await expect(page.result).toHaveText('Guten')

  // An edit: the old socket is closed, what was shown stays until there is better.
  await page.source.press('End')
  await page.source.pressSequentially(', world')
  await old.closed
  const request = await provider.next()
  expect(request.body.messages[1]?.content).toBe('Good morning, world')
  await expect(page.result).toHaveText('Guten')
  request.say('Guten Morgen, Welt')
  await expect(page.result).toHaveText('Guten Morgen, Welt')
  request.finish()
  await expect(rill.button('translate_again')).toBeVisible()
  await rill.button('translate_copy').click()
  await expect.poll(() => first.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('Guten Morgen, Welt')

  // The exchange asks nobody.
  await rill.button('translate_swap').click()
  await expect(page.source).toHaveValue('Guten Morgen, Welt')
  await expect(page.result).toHaveText('Good morning, world')
  await expect(page.from).toHaveValue('German')
  expect(provider.requests).toHaveLength(2)

  await page.into('French')
  const last = await provider.next()
  last.say('Bonjour, le mo')
  await expect(page.result).toHaveText('Bonjour, le mo')
  await first.kill()

  const again = new RillPage((await start()).page)
  const reopened = new TranslatePage(again)
  await expect(again.composer).toBeVisible()
  await reopened.open()
  await expect(reopened.source).toHaveValue('Guten Morgen, Welt')
  await expect(reopened.to).toHaveValue('French')
  await expect(reopened.result).toHaveText('Bonjour, le mo')
  expect(provider.requests).toHaveLength(3)
  await again.goOn.click()
  const continued = await provider.next()
  expect(continued.body.messages[2]?.content).toBe('Bonjour, le mo')
  continued.say('nde')
  continued.finish()
  await expect(reopened.result).toHaveText('Bonjour, le monde')
  // None of it is a conversation.
  await expect(again.sidebar.getByRole('button', { name: /Guten|Bonjour/ })).toHaveCount(0)
})

test('the small window translates too, and hands the live run to a large one', async ({ start, provider }) => {
  const app = await start({ switches: ['--quick-ask'] })
  const quick = new RillPage(app.page)
  await quick.useProviderHere(provider.baseUrl)

  await app.page.keyboard.press('Control+T')
  const small = new TranslatePage(quick)
  await small.source.fill('The tide comes.')
  const request = await provider.next()
  request.say('潮水')
  await expect(small.result).toHaveText('潮水')

  const opened = app.electron.waitForEvent('window')
  await app.page.keyboard.press('Control+Enter')
  const large = new TranslatePage(new RillPage(await opened))
  await expect(large.result).toHaveText('潮水')
  request.say('来了。')
  request.finish()
  await expect(large.result).toHaveText('潮水来了。')
  await expect(large.source).toHaveValue('The tide comes.')
  expect(provider.requests).toHaveLength(1)
})
