import type { Page } from '@playwright/test'
import { expect, test } from './app.fixture'
import type { AppUnderTest } from './app-under-test'
import { ThreadPage } from './thread-page'

/** By then the program rests, also on a busy machine. */
const REST_LIMIT_MS = 30_000
/** How many of a page's nodes have a box when all that is far from the view has none. */
const MOST_AT_REST = 0.4
/** Enough for several sections, of which the browser passes over all but the last two. */
const PARAGRAPHS = 800
const WIDE = `\`\`\`js\n${'x'.repeat(2_000)}\n\`\`\``

const ANSWER = Array.from({ length: PARAGRAPHS }, (_, at) =>
  at % 20 === 0 ? WIDE : `Paragraph *${at}* of **many**, with \`code\` in it.`
).join('\n\n')

/** How many of the page's nodes have a box, as a part of all. */
async function boxes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  const count = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return count('LayoutObjects') / count('Nodes')
}

/** Counts the sections that come near the view from now on. */
function countShown(page: Page): Promise<void> {
  return page.evaluate(() => {
    document.body.dataset['shown'] = '0'
    document.addEventListener(
      'contentvisibilityautostatechange',
      (event) => {
        const { skipped } = event as ContentVisibilityAutoStateChangeEvent
        if (!skipped) document.body.dataset['shown'] = String(Number(document.body.dataset['shown']) + 1)
      },
      true
    )
  })
}

/** Another width: every section is laid out and measured once more. */
async function narrow({ electron, page }: AppUnderTest): Promise<void> {
  const finished = page.locator('.section.finished')
  const sections = await finished.count()
  const width = await page.evaluate(() => innerWidth)
  await electron.evaluate(({ BrowserWindow }, width) => {
    for (const window of BrowserWindow.getAllWindows()) window.setSize(width - 100, window.getBounds().height)
  }, width)
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width - 100)
  await expect(finished).toHaveCount(sections)
}

test('a program that rests lets go of what is far from the view, and nobody can tell', async ({
  app,
  rill,
  provider
}) => {
  const { page } = app
  const thread = new ThreadPage(page)
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Tell everything.')
  const request = await provider.next()
  request.say(ANSWER)
  await expect(rill.answer.locator('pre')).toHaveCount(PARAGRAPHS / 20)
  const first = rill.answer.locator('pre').first()
  await first.scrollIntoViewIfNeeded()
  await first.evaluate((pre) => pre.scrollTo({ left: 300 }))
  await narrow(app)
  await thread.scrollBy(1_000_000)
  // It does not rest before the answer has ended.
  expect(await boxes(page)).toBeGreaterThan(MOST_AT_REST)
  request.finish()
  await rill.finished()
  await expect.poll(() => thread.left()).toBe(0)
  // A key puts the rest off.
  await page.keyboard.press('Shift')
  await thread.painted()
  const before = await thread.place()
  await countShown(page)

  await expect.poll(() => boxes(page), { timeout: REST_LIMIT_MS }).toBeLessThan(MOST_AT_REST)
  await thread.painted()
  expect(await thread.place()).toEqual(before)
  await expect(page.locator('body')).toHaveAttribute('data-shown', '0')

  await first.scrollIntoViewIfNeeded()
  await expect(first).toBeInViewport()
  expect(await first.evaluate((pre) => pre.scrollLeft)).toBe(300)
})
