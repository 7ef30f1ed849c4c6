import type { Locale } from '../../src/shared/domain/settings'
import { expect, test } from '../e2e/app.fixture'
import { WORDS } from './scenes'
import { openSmall } from './small-window'
import { takeBoth } from './take-both'

const LOCALES: readonly Locale[] = ['en', 'zh-CN']

for (const locale of LOCALES) {
  test(`the small window in ${locale}`, async ({ start, provider }) => {
    const words = WORDS[locale]
    const { app, rill, plain } = await openSmall(start, { language: locale })
    const { page } = app
    const take = (name: string): Promise<void> => takeBoth(page, plain, `${name}-${locale}`)
    await take('quick-empty')

    await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), words.tideAnswer.join(''))
    await page.keyboard.press('Control+Shift+V')
    await expect(page.getByRole('group', { name: rill.say('quick_brought') })).toBeVisible()
    await take('quick-brought')
    await page.getByRole('button', { name: rill.say('quick_remove') }).click()

    await page.evaluate(useProvider, provider.baseUrl)
    await expect(page.locator('footer')).toContainText('llama')
    await rill.composer.fill(words.tide)
    await rill.composer.press('Enter')
    const request = await provider.next()
    await take('quick-waiting')
    for (const piece of words.tideAnswer) request.say(piece)
    await expect(rill.answer).not.toBeEmpty()
    await take('quick-streaming')
    request.finish()
    await expect(page.getByRole('button', { name: rill.say('quick_copy_close') })).toBeVisible()
    await page.keyboard.press('Control+D')
    await take('quick-finished')

    await rill.composer.fill(words.sum)
    await rill.composer.press('Enter')
    const refused = await provider.next()
    refused.refuse(401, 'Incorrect API key provided')
    await expect(rill.main.getByRole('article').last()).toContainText(/401|key|密钥/)
    await take('quick-fault')

    await page.keyboard.press('Control+N')
    await rill.composer.fill(`${words.tide}\n${words.sum}`)
    await rill.composer.press('Enter')
    const long = await provider.next()
    for (let round = 0; round < 6; round++) long.say(`${words.tideAnswer.join('')}\n\n`)
    long.finish()
    await expect(page.getByRole('button', { name: rill.say('quick_copy_close') })).toBeVisible()
    await take('quick-long')
    app.complaints.length = 0
  })
}

/** Runs in the page. */
async function useProvider(baseUrl: string): Promise<void> {
  const added = await window.rill.call('providers:add', { preset: 'custom', baseUrl })
  if (!added.ok) throw new Error(added.fault.message)
  const providerId = added.value.id
  const change = { keySource: { kind: 'none' }, name: 'MegaLLM', model: 'llama-3.3-70b' } as const
  await window.rill.call('providers:change', { providerId, change })
  await window.rill.call('settings:change', { chosenProviderId: providerId })
}
