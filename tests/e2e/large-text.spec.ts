import type { Locator, Page } from '@playwright/test'
import type { Locale } from '../../src/shared/domain/settings'
import type { AppUnderTest } from './app-under-test'
import { expect, test } from './app.fixture'
import { copyPicture } from './clipboard-image'
import { cutOff } from './cut-off'
import { RillPage } from './rill-page'

const LOCALES: readonly Locale[] = ['en', 'zh-CN']
/** As small as screens of this age are. */
const SMALL_SCREEN = { x: 0, y: 0, width: 1024, height: 740 }

for (const locale of LOCALES) {
  test(`at 200 % the small window cuts nothing off in ${locale}`, async ({ start }) => {
    const app = await start({ switches: ['--quick-ask'] })
    const { page } = app
    const rill = new RillPage(page, locale)
    const inEnglish = new RillPage(page)
    await inEnglish.composer.waitFor()
    await useScreen(app)
    await inEnglish.change({ language: locale, textSize: 200 })
    await rill.composer.waitFor()
    await whole(page)
    expect(await page.evaluate(() => innerWidth)).toBe(SMALL_SCREEN.width)

    await app.electron.evaluate(({ clipboard }) => clipboard.writeText('The tide comes and goes twice a day.'))
    await page.keyboard.press('Control+Shift+V')
    await expect(page.getByRole('group', { name: rill.say('quick_brought') })).toBeVisible()
    await whole(page)
    await rill.ask('list')
    await expect(page.getByRole('button', { name: rill.say('quick_copy_close') })).toBeVisible()
    await expect(rill.answer).not.toBeEmpty()
    await whole(page)

    await page.keyboard.press('Control+T')
    await page.getByRole('textbox', { name: rill.say('translate_source') }).fill('The tide comes.\n\nAnd it goes.')
    await expect(rill.button('translate_again')).toBeVisible()
    // Demo says what it does, here too, and not in the place of what it has made.
    await expect(page.getByText(rill.say('translate_demo'))).toBeVisible()
    await whole(page)
    await readable(rill)
  })
}

test('at 200 % the page that translates shows the translation and the note', async ({ app, rill }) => {
  await rill.composer.waitFor()
  await rill.change({ textSize: 200 })
  await rill.composer.press('Control+T')
  await rill.main.getByRole('textbox', { name: rill.say('translate_source') }).fill('The tide comes.\n\nAnd it goes.')
  await expect(rill.button('translate_again')).toBeVisible()
  await expect(rill.main.getByText(rill.say('translate_demo'))).toBeVisible()
  for (const size of [{ width: 1280, height: 800 }, { width: 900, height: 600 }, { width: 800, height: 600 }]) {
    await app.electron.evaluate(
      ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
      size
    )
    await app.page.waitForFunction((width) => innerWidth === width, size.width)
    await app.page.evaluate(() => document.querySelectorAll('main *').forEach((element) => (element.scrollTop = 0)))
    expect(await linesInView(rill)).toBeGreaterThan(2)
    await whole(app.page)
    const [from, swap] = [rill.main.getByRole('combobox', { name: rill.say('translate_from') }), rill.button('translate_swap')]
    expect((await swap.boundingBox())?.y).toBeGreaterThanOrEqual((await from.boundingBox())?.y ?? Infinity)
    await readable(rill)
  }
})

test('at 200 % the button that removes an image leaves the image to be seen', async ({ app, rill }) => {
  await rill.composer.waitFor()
  await rill.change({ textSize: 200 })
  await copyPicture(app, 40, 30, 'red')
  await rill.composer.press('Control+V')
  const [image, remove] = [rill.main.getByRole('list', { name: rill.say('chat_images') }), rill.main.getByRole('button', { name: /^Remove image/ })]
  const areaOf = async (of: Locator): Promise<number> => {
    const { width, height } = (await of.boundingBox()) ?? { width: 0, height: 0 }
    return width * height
  }
  await expect(image.getByRole('img')).toBeVisible()
  expect(await areaOf(remove)).toBeLessThan((await areaOf(image.getByRole('img'))) / 5)
})

async function useScreen(app: AppUnderTest): Promise<void> {
  await app.electron.evaluate(({ screen }, workArea) => {
    const display = { ...screen.getPrimaryDisplay(), workArea }
    screen.getDisplayMatching = () => display
    screen.getDisplayNearestPoint = () => display
  }, SMALL_SCREEN)
}

/** The window follows what it holds in a moment of its own. */
async function whole(page: Page): Promise<void> {
  await expect.poll(() => cutOff(page)).toEqual([])
}

/** Two lines of the translation at least are in its frame. */
async function readable(rill: RillPage): Promise<void> {
  await rill.main.getByRole('region', { name: rill.say('translate_result') }).scrollIntoViewIfNeeded()
  expect(await linesInView(rill)).toBeGreaterThan(2)
}

/** How many lines of the translation the window shows as it is, without a turn of the wheel. */
function linesInView(rill: RillPage): Promise<number> {
  return rill.main.getByRole('region', { name: rill.say('translate_result') }).evaluate((frame) => {
    const { paddingTop, paddingBottom } = getComputedStyle(frame)
    const { top, bottom } = frame.getBoundingClientRect()
    const linePx = Number.parseFloat(getComputedStyle(frame.querySelector('article') ?? frame).lineHeight)
    const upper = Math.max(0, top) + Number.parseFloat(paddingTop)
    return (Math.min(innerHeight, bottom - Number.parseFloat(paddingBottom)) - upper) / linePx
  })
}
