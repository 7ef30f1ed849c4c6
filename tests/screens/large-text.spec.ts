import type { Locale } from '../../src/shared/domain/settings'
import { expect, test } from '../e2e/app.fixture'
import { RillPage } from '../e2e/rill-page'
import { WORDS } from './scenes'
import { openSmall } from './small-window'
import { takeBoth } from './take-both'

const LOCALES: readonly Locale[] = ['en', 'zh-CN']

for (const locale of LOCALES) {
  test(`at 200 % in ${locale}`, async ({ start }) => {
    const words = WORDS[locale]
    const { app, rill, plain } = await openSmall(start, { language: locale, textSize: 200 })
    const { page } = app
    const take = (name: string, of = page): Promise<void> => takeBoth(of, plain, `large-${name}-${locale}`)
    await take('quick-empty')
    await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), words.tideAnswer.join(''))
    await page.keyboard.press('Control+Shift+V')
    await expect(page.getByRole('group', { name: rill.say('quick_brought') })).toBeVisible()
    await take('quick-brought')
    await rill.ask('list')
    await expect(page.getByRole('button', { name: rill.say('quick_copy_close') })).toBeVisible()
    await take('quick-finished')
    await page.keyboard.press('Control+T')
    await page.getByRole('textbox', { name: rill.say('translate_source') }).fill(words.tide)
    await expect(rill.button('translate_again')).toBeVisible()
    await take('quick-translate')

    const opened = app.electron.waitForEvent('window')
    await page.keyboard.press('Control+Enter').catch(() => undefined)
    const large = await opened
    const window = new RillPage(large, locale)
    await expect(window.button('translate_again')).toBeVisible()
    await takeBoth(large, new RillPage(large), `large-translate-${locale}`)
    app.complaints.length = 0
  })
}
