import type { Page } from '@playwright/test'
import { expect, test } from './app.fixture'

/** More than any screen has controls: from the last of them it goes on with the first. */
const MOST_TABS = 60

test('a first run, a question, a search and a provider are done by keyboard alone', async ({ app: { page }, rill, provider }) => {
  const tabTo = tabsIn(page)
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

test('the model of a provider is chosen by keyboard alone, from its list and by its name', async ({ app: { page }, rill }) => {
  const tabTo = tabsIn(page)
  const field = rill.main.getByRole('combobox', { name: rill.say('settings_model') })
  const current = rill.main.getByRole('button', { name: /^Model: / })
  await expect(rill.composer).toBeFocused()
  await page.keyboard.press('Control+,')
  await tabTo('Set up Demo')
  await page.keyboard.press('Enter')
  await expect(field).toBeFocused()
  const before = await field.inputValue()
  await page.keyboard.press('ArrowDown')
  const options = page.getByRole('option')
  await expect(options.first()).toBeVisible()
  const names = await options.allInnerTexts()
  const other = names.findIndex((name) => name !== before)
  expect(other).toBeGreaterThan(-1)
  const target = options.nth(other)
  for (let steps = 0; steps < names.length; steps++) {
    if ((await target.getAttribute('data-highlighted')) !== null) break
    await page.keyboard.press('ArrowDown')
  }
  await expect(target).toHaveAttribute('data-highlighted', '')
  await expect(field).toHaveAttribute('aria-activedescendant', (await target.getAttribute('id')) ?? 'none')
  await page.keyboard.press('Enter')
  await expect(options).toHaveCount(0)
  await expect(field).toHaveValue(names[other] ?? '')
  await expect(field).toBeFocused()

  // Escape closes the list, not the page, and what was typed is not taken.
  await page.keyboard.press('Control+a')
  await page.keyboard.type(before.slice(0, 2))
  await expect(options.first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(options).toHaveCount(0)
  await expect(field).toHaveValue(names[other] ?? '')

  // A name that no list has is taken with Enter as well as by going on.
  for (const [name, key] of [['my-own', 'Enter'], ['another', 'Tab']] as const) {
    await field.focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(name)
    await page.keyboard.press(key)
    await expect(field).toHaveValue(name)
    await expect(options).toHaveCount(0)
  }
  await page.keyboard.press('Shift+Tab')
  await expect(field).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(names[other] ?? '')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(rill.main.getByRole('button', { name: 'Set up Demo' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(rill.composer).toBeFocused()
  await expect(current).toHaveAccessibleName(`Model: ${names[other] ?? ''}`)
})

/** Goes on with Tab to what is named so; the focus is to be seen on the way. */
function tabsIn(page: Page): (words: string) => Promise<void> {
  const focused = (): Promise<{ text: string; outlined: boolean }> =>
    page.evaluate(() => {
      const at = document.activeElement
      const labelled = at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? '') : ''
      // A field that looks for something has its outline around its signs as well.
      const around = [at, at?.parentElement ?? null].filter((one) => one !== null)
      const outlined = around.some((one) => getComputedStyle(one).outlineStyle !== 'none')
      return { text: `${at?.getAttribute('aria-label') ?? ''} ${labelled} ${at?.textContent ?? ''}`, outlined }
    })
  return async (words) => {
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      await page.keyboard.press('Tab')
      const { text, outlined } = await focused()
      expect(outlined, `the focus is seen at ${text}`).toBe(true)
      if (text.includes(words)) return
    }
    throw new Error(`Tab does not come to ${words}`)
  }
}
