import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { longTurn } from '../../src/main/history/long-turn'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { seedHistory } from './seed-history'
import { ThreadPage } from './thread-page'

const LONG = 'A long conversation'

/** The marked texts, and the current one. */
function marked(page: Page): Promise<{ all: string[]; current: string[] }> {
  return page.evaluate(() => {
    const texts = (name: string): string[] =>
      [...(CSS.highlights.get(name) ?? [])].map((range) => (range instanceof Range ? range.toString() : ''))
    return { all: texts('found'), current: texts('found-current') }
  })
}

test('finds in all of a long conversation, goes there, and gives the focus back', async ({ profile, start }) => {
  seedHistory(profile, [longTurn(10_000, LONG)])
  const app = await start()
  const thread = new ThreadPage(app.page)
  await app.page.getByRole('navigation').getByRole('button', { name: LONG }).first().click()
  await thread.atEnd(10_000)
  await thread.whole()
  const { composer } = new RillPage(app.page)
  await composer.focus()
  await app.page.keyboard.press('Control+f')
  const bar = app.page.getByRole('search')
  await bar.getByRole('textbox').fill('ＮＵＭＢＥＲ 4998')
  await expect(bar.getByText('1 of 1', { exact: true })).toBeVisible()
  await expect(thread.message(4_998)).toBeInViewport()
  await expect.poll(async () => (await marked(app.page)).current).toEqual(['number 4998'])
  expect(await currentColour(app.page)).not.toBe('rgba(0, 0, 0, 0)')
  await bar.getByRole('textbox').fill('海面')
  await expect.poll(async () => (await marked(app.page)).current).toEqual(['海面'])
  await expect(bar.getByText(/^\d+ of \d{4,}$/)).toBeVisible()
  const shot = process.env['RILL_SHOTS']
  if (shot !== undefined) await shoot(app.page, shot)
  const at = await bar.getByText(/^\d+ of/).innerText()
  await bar.getByRole('textbox').press('Enter')
  await expect(bar.getByText(/^\d+ of/)).not.toHaveText(at)
  await bar.getByRole('textbox').press('Shift+Enter')
  await expect(bar.getByText(/^\d+ of/)).toHaveText(at)
  await thread.read()
  const before = await thread.scroller.evaluate((node) => node.scrollTop)
  await bar.getByRole('textbox').fill('no such thing')
  await expect(bar.getByText('Nothing found')).toBeVisible()
  await thread.read()
  expect(await thread.scroller.evaluate((node) => node.scrollTop)).toBe(before)
  await bar.getByRole('textbox').press('Escape')
  await expect(bar).toBeHidden()
  await expect(composer).toBeFocused()
  expect(await marked(app.page)).toEqual({ all: [], current: [] })
})

test('finds in an answer that is being written, across its marks', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('What pulls?')
  const request = await provider.next()
  request.say('The moon pulls **hard**er on the near side. ')
  await expect(rill.answer).toContainText('near side')
  await app.page.keyboard.press('Control+f')
  const bar = app.page.getByRole('search')
  await bar.getByRole('textbox').fill('HARDER')
  await expect(bar.getByText('1 of 1', { exact: true })).toBeVisible()
  request.say('And again harder.')
  await expect(bar.getByText('1 of 2', { exact: true })).toBeVisible()
  await expect.poll(async () => (await marked(app.page)).all).toEqual(['harder'])
  request.finish()
  await rill.finished()
  await bar.getByRole('textbox').press('Escape')
})

test('finds what an answer shows, and not what only stands in its source', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('When?')
  const request = await provider.next()
  request.say('_Tides_ come twice a day, in H<sub>2</sub>O, and $E = \\frac{1}{2}mc^2$.')
  request.finish()
  await rill.finished()
  await expect(rill.answer.locator('.katex')).toBeVisible()
  await app.page.keyboard.press('Control+f')
  const bar = app.page.getByRole('search')
  for (const [typed, shown] of [['tides COME', 'Tides come'], ['h2o', 'H2O'], ['mc', 'mc']] as const) {
    await bar.getByRole('textbox').fill(typed)
    await expect(bar.getByText('1 of 1', { exact: true })).toBeVisible()
    await expect.poll(() => marked(app.page)).toEqual({ all: [], current: [shown] })
  }
  await bar.getByRole('textbox').fill('frac')
  await expect(bar.getByText('Nothing found')).toBeVisible()
  await expect.poll(() => marked(app.page)).toEqual({ all: [], current: [] })
})

test('Escape out of the settings, the palette and the empty search field leads back to the composer', async ({ app, rill }) => {
  await rill.openSettings()
  await app.page.keyboard.press('Escape')
  await expect(rill.composer).toBeFocused()
  for (const keys of ['Control+k', 'Control+Shift+f']) {
    await app.page.keyboard.press(keys)
    await expect(rill.composer).not.toBeFocused()
    await app.page.keyboard.press('Escape')
    await expect(rill.composer).toBeFocused()
  }
})

/** An older browser passes over what it does not know in the style of a highlight: then nothing is to be seen of it. */
function currentColour(page: Page): Promise<string> {
  return page.evaluate(() => {
    const text = document.querySelector('.question .text') ?? document.body
    return getComputedStyle(text, '::highlight(found-current)').backgroundColor
  })
}

/** For looking at, in both themes. */
async function shoot(page: Page, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((theme) => (document.documentElement.dataset['theme'] = theme), theme)
    await page.screenshot({ path: `${folder}/find-${theme}.png` })
  }
}
