import type { Page } from '@playwright/test'
import { expect, test } from './app.fixture'
import { countCalls } from './count-calls'
import { RillPage } from './rill-page'
import { seeWork } from './scroll-work'
import { fillList } from './seed-history'

const COUNT = 100_000
/** As many as stand on the page, once more for the beginning of a month on the way. */
const ROWS_ON_PAGE = 60

test('scrolling 100,000 conversations makes no rows and asks for few pages', async ({ profile, start }) => {
  fillList(profile, COUNT, Date.now())
  const app = await start()
  const rill = new RillPage(app.page)
  const titles = rill.sidebar.getByRole('button', { name: /^Talk \d+$/ })
  await expect(titles.first()).toBeVisible()
  const calls = await countCalls(app.electron)
  const asks = async (): Promise<number> => (await calls())['conversations:list'] ?? 0

  await scroll(app.page, { frames: 1, stepPx: 1_000_000 })
  await expect(titles.first()).toBeVisible()
  const first = await asks()
  // As the wheel does it: some rows in each frame.
  const rolled = await seeWork(app.page, () => scroll(app.page, { frames: 120, stepPx: 300 }))
  expect(rolled.rowsPassed).toBeGreaterThan(1_000)
  expect(rolled.rowsMade).toBeLessThan(ROWS_ON_PAGE)
  expect(rolled.listening, 'what is attached to the list is not taken off and put on').toBe(0)
  expect((await asks()) - first).toBeLessThan(rolled.rowsPassed / 100 + 8)

  // As the thumb is dragged from one end to the other: what is come to is read, what is passed is not.
  const before = await asks()
  const dragged = await seeWork(app.page, () => scroll(app.page, { frames: 90, stepPx: 'through' }))
  await expect(rill.sidebar.getByRole('button', { name: `Talk ${String(COUNT - 1).padStart(6, '0')}` }).first()).toBeVisible()
  expect(dragged.rowsPassed).toBeGreaterThan(60_000)
  expect((await asks()) - before).toBeLessThan(12)
})

function scroll(page: Page, way: { frames: number; stepPx: number | 'through' }): Promise<void> {
  return page.evaluate(
    ({ frames, stepPx }) =>
      new Promise<void>((resolve) => {
        const list = document.querySelector<HTMLElement>('nav .list')
        if (!list) throw new Error('there is no list')
        const step = stepPx === 'through' ? (list.scrollHeight - list.scrollTop) / frames : stepPx
        let left = frames
        const frame = (): void => {
          list.scrollTop += step
          if (--left > 0) requestAnimationFrame(frame)
          else resolve()
        }
        requestAnimationFrame(frame)
      }),
    way
  )
}
