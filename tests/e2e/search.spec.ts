import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { longTurn } from '../../src/main/history/long-turn'
import { answerOf, conversationOf, endedWith, questionOf } from '../../src/main/history/sample-turns'
import type { NewTurn } from '../../src/main/history/history'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { seedHistory } from './seed-history'
import { ThreadPage } from './thread-page'

const LONG = 'A long conversation'

test('finds a half-remembered Chinese word, lands on it and walks on; the palette by keyboard', async ({ profile, start }) => {
  seedHistory(profile, [longTurn(2_000, LONG), short(), ...branches()])
  const { page } = await start()
  const rill = new RillPage(page)
  const thread = new ThreadPage(page)
  const field = rill.sidebar.getByRole('textbox', { name: rill.say('search_field') })
  await expect(rill.conversation(LONG)).toBeVisible()

  await test.step('a word of two characters: Enter lands on it, marked', async () => {
    await page.keyboard.press('Control+Shift+f')
    await expect(field).toBeFocused()
    await page.keyboard.type('潮汐')
    await expect(rill.sidebar.getByText('为什么一天有两次')).toBeVisible()
    await expect(rill.sidebar.locator('mark').first()).toHaveText('潮汐')
    await page.keyboard.press('Enter')
    await expect.poll(() => marked(page)).toEqual(['潮汐'])
    await expect(thread.scroller.getByText('为什么一天有两次潮汐？')).toBeInViewport()
    await expect(field).toBeFocused()
  })

  await test.step('in the middle of a long conversation, and on to the next', async () => {
    await field.fill('"answer number 978" OR')
    await expect(rill.sidebar.getByText(rill.say('search_none_hint'))).toBeVisible()
    await shoot(page, 'none')
    await field.fill('"number 978" ')
    await expect(rill.sidebar.getByRole('status')).toHaveText(rill.say('search_count', { count: '1' }))
    await field.press('Enter')
    await expect(thread.message(978)).toBeInViewport()
    await expect.poll(() => marked(page)).toEqual(['number 978'])
    await field.fill('number')
    await field.press('Enter')
    await expect(rill.sidebar.getByRole('status')).toHaveText(rill.say('search_place', { at: '1', of: '50+' }))
    await shoot(page, 'hits')
    await rill.composer.focus()
    await page.keyboard.press('F3')
    await expect(rill.sidebar.getByRole('status')).toHaveText(rill.say('search_place', { at: '2', of: '50+' }))
  })

  await test.step('on a branch that is not shown; the marks go with the search', async () => {
    await field.fill('forsaken')
    await field.press('Enter')
    await expect(thread.scroller.getByText('a forsaken branch')).toBeInViewport()
    await expect.poll(() => marked(page)).toEqual(['forsaken'])
    await field.press('Escape')
    await expect.poll(() => marked(page)).toEqual([])
    await expect(thread.scroller.getByText('a forsaken branch')).toBeInViewport()
  })

  await test.step('what holds no word, or no day, is said so and never an error', async () => {
    for (const typed of ['"', '*', '-', '()']) {
      await field.fill(typed)
      await expect(rill.sidebar.getByText(rill.say('search_none', { words: typed }))).toBeVisible()
      await expect(rill.sidebar.getByText(rill.say('search_no_word'))).toBeVisible()
    }
    await field.fill('before:2026-99-99')
    await expect(rill.sidebar.getByText(rill.say('search_no_day'))).toBeVisible()
    await expect(rill.sidebar.getByText(rill.say('search_none_hint'))).toBeVisible()
  })

  await test.step('filters, by keys and by the popover', async () => {
    await field.fill('潮汐 from:model ')
    await expect(rill.sidebar.getByText('月球')).toBeVisible()
    await expect(rill.sidebar.getByText('为什么一天有两次')).toBeHidden()
    await rill.sidebar.getByRole('button', { name: rill.say('search_filters') }).click()
    await page.getByRole('button', { name: rill.say('search_only_mine') }).click()
    await expect(field).toHaveValue('潮汐 from:me ')
    await shoot(page, 'filters')
    await page.keyboard.press('Escape')
    await field.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(thread.scroller.getByText('为什么一天有两次潮汐？')).toBeInViewport()
    await rill.sidebar.getByRole('button', { name: rill.say('history_clear_filter') }).click()
    await expect(rill.conversation(LONG)).toBeVisible()
  })

  await test.step('the palette: an action, a conversation, a message', async () => {
    const input = page.getByRole('combobox', { name: rill.say('palette_field') })
    await page.keyboard.press('Control+k')
    await expect(input).toBeFocused()
    await shoot(page, 'palette')
    await page.keyboard.type('new conv')
    await page.keyboard.press('Enter')
    await expect(input).toBeHidden()
    await expect(rill.main.getByText('为什么一天有两次潮汐？')).toBeHidden()
    await page.keyboard.press('Control+k')
    await expect(input).toBeFocused()
    await page.keyboard.type('number 978 ')
    await expect(page.getByRole('option', { name: /number 978/ })).toBeVisible()
    await shoot(page, 'palette-message')
    await page.keyboard.press('Enter')
    await expect(thread.message(978)).toBeInViewport()
    await page.keyboard.press('Control+k')
    await expect(input).toBeFocused()
    await page.keyboard.type('theme dark')
    await page.keyboard.press('Enter')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  })
})

function short(): NewTurn {
  const conversation = conversationOf({ title: '海水' })
  const question = questionOf(conversation.id, null, '为什么一天有两次潮汐？')
  const answer = { ...answerOf(question), ...endedWith('因为月球的引力，潮汐一天涨落两次。') }
  return { conversation, messages: [question, answer] }
}

function branches(): readonly NewTurn[] {
  const conversation = conversationOf({ title: 'Branches' })
  const question = questionOf(conversation.id, null, 'Which way?')
  const left = { ...answerOf(question), ...endedWith('This is a forsaken branch.') }
  const right = { ...answerOf(question), ...endedWith('This is the way that was taken.') }
  return [{ conversation, messages: [question, left, right] }]
}

/** The place that the person has gone to. */
function marked(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...(CSS.highlights.get('found-current') ?? [])].map((range) => (range instanceof Range ? range.toString() : ''))
  )
}

/** For looking at, in both themes. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['RILL_SHOTS']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((theme) => (document.documentElement.dataset['theme'] = theme), theme)
    await page.screenshot({ path: `${folder}/search-${name}-${theme}.png` })
  }
}
