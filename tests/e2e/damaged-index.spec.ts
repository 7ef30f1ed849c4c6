import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { HistoryWriter } from '../../src/main/history/history-writer'
import { longTurn } from '../../src/main/history/long-turn'
import { indexAll } from '../../src/main/history/search/sample-search'
import { spoilIndex } from '../spoilt-index'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { fillProfile } from './seed-history'

const LONG = 'A long conversation'
/** Takes a few seconds to index, so that there is progress to be seen. */
const MANY = 20_000

function seedIndexed(profile: string, count: number): void {
  fillProfile(profile, (database) => {
    new HistoryWriter(database).begin(longTurn(count, LONG))
    indexAll(database)
  })
}

const field = (rill: RillPage) => rill.sidebar.getByRole('textbox', { name: rill.say('search_field') })
const found = (rill: RillPage) => rill.sidebar.getByRole('status')

/** Notes every number of texts that the page says are still being indexed; reading it ends that. */
async function watchProgress(page: Page): Promise<() => Promise<readonly number[]>> {
  const words = new RillPage(page).say('search_indexing', { count: 'N' })
  const shown = await page.evaluateHandle((words) => {
    const counts: number[] = []
    const [before = '', after = ''] = words.split('N')
    const look = (): void => {
      for (const note of document.querySelectorAll('p.note')) {
        const text = note.textContent
        if (!text.startsWith(before) || !text.endsWith(after)) continue
        const count = Number(text.slice(before.length, text.length - after.length))
        if (count !== counts.at(-1)) counts.push(count)
      }
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    return { counts, observer }
  }, words)
  return () => shown.evaluate(({ counts, observer }) => {
    observer.disconnect()
    return counts
  })
}

test('a damaged index is made again while it is searched: what is left is said and never grows, then all is found', async ({
  profile,
  start
}) => {
  seedIndexed(profile, MANY)
  spoilIndex(join(profile, 'history.db'), 'missing')
  const { page } = await start()
  const rill = new RillPage(page)
  await expect(rill.conversation(LONG)).toBeVisible()
  const progress = await watchProgress(page)
  await field(rill).fill('"number" ')
  const note = rill.sidebar.getByText(rill.say('search_indexing', { count: '' }).trim())
  await expect(note).toBeVisible()
  // What is indexed already is found meanwhile, and the conversation is there to be read.
  await expect(found(rill)).toHaveText(rill.say('search_count', { count: '50+' }))
  await field(rill).press('Enter')
  await expect(rill.main.getByText(/number \d+/).first()).toBeVisible()
  await field(rill).fill('"number 978" ')
  await expect(found(rill)).toHaveText(rill.say('search_count', { count: '1' }))
  await expect(note).toBeHidden()
  const counts = await progress()
  // How many numbers are seen is a matter of how fast the machine is.
  expect(counts.length).toBeGreaterThan(0)
  expect(counts).toEqual([...counts].sort((one, other) => other - one))
  expect(counts[0]).toBeLessThanOrEqual(MANY)
  // It is no damage of the history.
  await expect(rill.page.getByRole('status').filter({ hasText: 'history' })).toHaveCount(0)
})

test('where index and texts disagree, what the index had forgotten is found again without a restart', async ({
  profile,
  start
}) => {
  seedIndexed(profile, 400)
  fillProfile(profile, (database) => database.run('delete from search_doc where message_row = ?', 278))
  const rill = new RillPage((await start()).page)
  await expect(rill.conversation(LONG)).toBeVisible()
  const says = async (count: string): Promise<void> => {
    // The page asks anew with each change of the words; the comparison begins ten seconds after the start.
    await field(rill).fill('')
    await field(rill).fill('"number 278" ')
    await expect(rill.sidebar.getByText(rill.say('search_none_hint')).or(found(rill).filter({ hasText: /\d/ }))).toBeVisible()
    await expect(found(rill)).toHaveText(count, { timeout: 500 })
  }
  await says('')
  await expect(() => says(rill.say('search_count', { count: '1' }))).toPass({ timeout: 30_000 })
})
