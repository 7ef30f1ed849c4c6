import { answerOf, conversationOf, endedWith, questionOf } from '../../src/main/history/sample-turns'
import type { NewTurn } from '../../src/main/history/history'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'
import { seedHistory } from './seed-history'

const DAY_MS = 24 * 60 * 60 * 1_000
const NOON_MS = new Date(2024, 4, 15, 12).getTime()

function asked(title: string, atMs: number): NewTurn {
  const conversation = conversationOf({ title, createdAtMs: atMs, updatedAtMs: atMs })
  const question = { ...questionOf(conversation.id, null, `${title}: the tide?`), createdAtMs: atMs }
  const answer = { ...answerOf(question), ...endedWith('It follows the moon.'), createdAtMs: atMs }
  return { conversation, messages: [question, answer] }
}

function brokenOff(): NewTurn {
  const conversation = conversationOf({ title: 'Broken off', createdAtMs: NOON_MS, updatedAtMs: NOON_MS })
  const question = questionOf(conversation.id, null, 'And then?')
  const stats = {
    chunks: 12, tokens: 34, tokensExact: true, firstTokenMs: 420, elapsedMs: 2_000, tokensPerSecond: 17,
    tokensPerSecondNow: null, longestStallMs: 100, attempts: 2, perSecond: []
  }
  const fault = { kind: 'network_reset', message: 'cut' } as const
  const attempts = [1, 2].map((number) => ({ number, way: 'first' as const, startedAtMs: NOON_MS, stats, fault }))
  const content = { ...endedWith('Half of it'), attempts, state: { phase: 'interrupted', fault } as const }
  return { conversation, messages: [question, { ...answerOf(question), ...content }] }
}

test('days are picked, figures of an old answer are read, all of the sidebar is reached by keys', async ({ profile, start }) => {
  seedHistory(profile, [...[0, 1, 2].map((day) => asked(`Day ${String(day)}`, NOON_MS + day * DAY_MS)), brokenOff()])
  const { page } = await start()
  const rill = new RillPage(page)
  const { sidebar, say } = rill
  const field = sidebar.getByRole('textbox', { name: say('search_field') })
  const found = sidebar.getByText(/^Day \d$/)

  await test.step('before: and after: by the calendar', async () => {
    await field.fill('tide ')
    await expect(found).toHaveCount(3)
    await sidebar.getByRole('button', { name: say('search_filters') }).click()
    await page.getByLabel(say('search_after'), { exact: true }).fill('2024-05-16')
    await expect(field).toHaveValue(/after:2024-05-16/)
    await expect(found).toHaveCount(2)
    await page.getByLabel(say('search_before'), { exact: true }).fill('2024-05-17')
    await expect(found).toHaveText(['Day 1'])
    await page.getByLabel(say('search_after'), { exact: true }).fill('')
    await expect(found).toHaveText(['Day 1', 'Day 0'])
    await page.keyboard.press('Escape')
    await field.fill('')
    await expect(rill.conversation('Broken off')).toBeVisible()
  })

  await test.step('an interrupted one is marked; its figures and attempts are read without a provider', async () => {
    const mark = sidebar.getByRole('img', { name: say('history_interrupted') })
    await expect(mark).toBeVisible()
    await rill.conversation('Broken off').press('Enter')
    await expect(rill.goOn).toBeVisible()
    await expect(rill.button('chat_try_again')).toBeHidden()
    await rill.strip.click()
    const row = rill.main.getByRole('row')
    await expect(row.nth(1)).toContainText('The connection was lost.')
    await expect(row.nth(1)).not.toContainText(/try again/i)
    await expect(row.nth(2)).toContainText(/try again/i)
    await rill.button('chat_keep').press('Enter')
    await expect(mark).toBeHidden()
  })

  await test.step('Tab comes to each part of the sidebar, and back to where it began', async () => {
    const wanted = [
      say('history_new'), say('translate_title'), 'Broken off', say('history_settings'), say('history_archive_place'),
      say('history_trash'), say('window_hide_sidebar')
    ]
    await field.focus()
    const seen: string[] = []
    for (let tabs = 0; tabs < 20; tabs++) {
      await page.keyboard.press('Tab')
      seen.push(await page.evaluate(() => {
        const at = document.activeElement
        return at?.closest('nav') ? (at.getAttribute('aria-label') ?? at.textContent ?? '').trim() : ''
      }))
    }
    for (const name of wanted) expect(seen.some((one) => one.startsWith(name)), name).toBe(true)
    for (let tabs = 0; tabs < 20; tabs++) await page.keyboard.press('Shift+Tab')
    await expect(field).toBeFocused()
  })
})
