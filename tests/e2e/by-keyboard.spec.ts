import { expect, test } from './app.fixture'

/** More than any screen has controls: from the last of them it goes on with the first. */
const MOST_TABS = 60

test('a first run, a question, a search and a provider are done by keyboard alone', async ({ app: { page }, rill, provider }) => {
  const focused = (): Promise<{ text: string; outlined: boolean }> =>
    page.evaluate(() => {
      const at = document.activeElement
      const labelled = at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? '') : ''
      // A field that looks for something has its outline around its signs as well.
      const around = [at, at?.parentElement ?? null].filter((one) => one !== null)
      const outlined = around.some((one) => getComputedStyle(one).outlineStyle !== 'none')
      return { text: `${at?.getAttribute('aria-label') ?? ''} ${labelled} ${at?.textContent ?? ''}`, outlined }
    })
  const tabTo = async (words: string): Promise<void> => {
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      await page.keyboard.press('Tab')
      const { text, outlined } = await focused()
      expect(outlined, `the focus is seen at ${text}`).toBe(true)
      if (text.includes(words)) return
    }
    throw new Error(`Tab does not come to ${words}`)
  }
  await expect(rill.composer).toBeFocused()
  await page.keyboard.type('What can you do?')
  await page.keyboard.press('Enter')
  await rill.finished()

  await page.keyboard.press('Control+n')
  await page.keyboard.press('Control+Shift+F')
  await page.keyboard.type('what can you')
  await expect(rill.sidebar.getByText('What can you do?').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(rill.answer).not.toBeEmpty()
  await page.keyboard.press('Control+Shift+F')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(rill.composer).toBeFocused()

  await page.keyboard.press('Control+,')
  await tabTo('Add a provider')
  await page.keyboard.press('Enter')
  await tabTo(rill.say('settings_custom_text'))
  await page.keyboard.press('Enter')
  await expect(rill.main.getByRole('textbox', { name: 'Base URL' })).toBeFocused()
  await page.keyboard.type(`${provider.baseUrl}\t`)
  await tabTo(rill.say('settings_key_stored'))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(rill.main.getByRole('radio', { name: rill.say('settings_key_none') })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(rill.main.getByText(new URL(provider.baseUrl).host)).toBeVisible()
  // The keys go on where the page was opened from.
  await expect(rill.main.getByRole('button', { name: /^Set up (?!Demo)/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(rill.composer).toBeFocused()
})
