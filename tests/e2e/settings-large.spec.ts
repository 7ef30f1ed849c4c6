import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Locale } from '../../src/shared/domain/settings'
import { expect, test } from './app.fixture'
import { cutOff } from './cut-off'
import { RillPage } from './rill-page'

const LOCALES: readonly Locale[] = ['en', 'zh-CN']
const SIZE = { width: 900, height: 600 }

for (const locale of LOCALES) {
  test(`at 200 % the settings fit a window of 900 x 600 in ${locale}`, async ({ app, rill: inEnglish, provider }) => {
    const { page } = app
    await inEnglish.useProvider(provider.baseUrl)
    await app.electron.evaluate(
      ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
      SIZE
    )
    await inEnglish.change({ language: locale, textSize: 200, proxy: { mode: 'manual', address: 'http://127.0.0.1:9' } })
    const rill = new RillPage(page, locale)
    await page.waitForFunction((width) => innerWidth === width, SIZE.width)
    await rill.composer.press('Control+,')
    await expect(rill.main.getByRole('heading', { level: 2 }).first()).toBeVisible()
    await fits(page, `top-${locale}`)
    expect(await page.evaluate(besideForm)).toEqual({ left: 0, right: 0 })
    for (const id of await page.evaluate(() => [...document.querySelectorAll('main section')].map(({ id }) => id))) {
      await page.evaluate((id) => document.getElementById(id)?.scrollIntoView({ block: 'start' }), id)
      await shoot(page, `${id}-${locale}`)
    }

    await rill.main.getByRole('button', { name: rill.say('settings_open_provider', { name: 'Steered' }) }).click()
    await rill.button('settings_advanced').click()
    await fits(page, `custom-${locale}`)
    await page.keyboard.press('Escape')
    await rill.main.getByRole('button', { name: rill.say('settings_open_provider', { name: 'Demo' }) }).click()
    await fits(page, `demo-${locale}`)
    await page.keyboard.press('Escape')
    await rill.button('settings_add_provider').click()
    await fits(page, `add-${locale}`)
  })
}

/** Nothing is wider than its place, and nothing scrolls sideways to be read. */
async function fits(page: Page, name: string): Promise<void> {
  await shoot(page, name)
  await expect.poll(() => cutOff(page)).toEqual([])
  expect(await page.evaluate(sideways), name).toEqual([])
}

/** How far the edges of the field that searches are from those of the form below it, in pixels. */
function besideForm(): Readonly<Record<'left' | 'right', number>> {
  const [field, form] = ['main [role=search]', 'main section[id]'].map((one) => document.querySelector(one)?.getBoundingClientRect())
  const apart = (edge: 'left' | 'right'): number => Math.round((field?.[edge] ?? Number.NaN) - (form?.[edge] ?? 0))
  return { left: apart('left'), right: apart('right') }
}

/** What can be scrolled sideways, or reaches beyond the window, as its class and the words in it. */
function sideways(): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>('body, main, main *')]
    .filter((element) => element.tagName !== 'INPUT')
    .filter((element) => element.checkVisibility() && !element.closest('.visually-hidden'))
    .filter((element) => {
      const scrolls = ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
      const { right } = element.getBoundingClientRect()
      return right > innerWidth || (scrolls && element.scrollWidth > element.clientWidth)
    })
    .map((element) => `${element.className} ${element.innerText.slice(0, 30)}`)
}

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['RILL_SHOTS']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/large-${name}.png` })
}
