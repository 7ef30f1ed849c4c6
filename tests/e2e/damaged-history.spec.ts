import { copyFile, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openWritable } from '../../src/main/history/database'
import { NEWEST_VERSION } from '../../src/main/history/migrate'
import type { FaultKind } from '../../src/shared/fault'
import { faultText } from '../../src/shared/fault-text'
import type { AppUnderTest } from './app-under-test'
import { expect, test } from './app.fixture'
import { closedHistory, CONVERSATIONS, killedHistory, NEWEST } from './filled-profile'
import { RillPage } from './rill-page'

const sentence = (kind: FaultKind): string => faultText({ kind, message: '' }, 'en')
const banner = (rill: RillPage, kind: FaultKind) => rill.page.getByRole('status').filter({ hasText: sentence(kind) })
const titles = (rill: RillPage) => rill.sidebar.getByText(/^Conversation \d$/)

const PAGE_BYTES = 4_096
/** The first byte of a page of an index that has no pages below it: https://sqlite.org/fileformat2.html */
const INDEX_LEAF = 0x0a

/**
 * One bit in each 3,000 bytes, the first pages left out: they hold the schema, which another case tears. Most of them
 * are in texts, where nothing can notice them, so the kinds of some pages are turned as well.
 */
async function flipBits(file: string): Promise<void> {
  const bytes = await readFile(file)
  for (let at = 9_000; at < bytes.length; at += 3_000) bytes[at] = (bytes[at] ?? 0) ^ 4
  for (let at = 3 * PAGE_BYTES; at < bytes.length; at += PAGE_BYTES) {
    if (bytes[at] === INDEX_LEAF) bytes[at] = INDEX_LEAF ^ 4
  }
  await writeFile(file, bytes)
}

/** As a restore leaves it that brings back one of two files. */
async function putForeignLog(file: string, profile: string): Promise<void> {
  const other = join(profile, 'other')
  await mkdir(other)
  const foreign = openWritable(await closedHistory(other))
  foreign.script('pragma application_id = 78; update conversation set updated_at_ms = updated_at_ms + 1')
  await copyFile(join(other, 'history.db-wal'), `${file}-wal`)
  foreign.close()
  await rm(other, { recursive: true })
}

/** What is done to a history, and how many of its conversations must still be there at least. */
const DAMAGES: readonly (readonly [string, number, (file: string, profile: string) => Promise<void>])[] = [
  ['cut in half', CONVERSATIONS / 2, async (file) => truncate(file, (await readFile(file)).length / 2)],
  ['has bits turned', CONVERSATIONS - 1, flipBits],
  ['has lost its beginning', CONVERSATIONS, async (file) => writeFile(file, (await readFile(file)).fill(0xff, 0, 4_096))],
  ['has another history’s log', CONVERSATIONS / 2, putForeignLog]
]

for (const [damage, least, spoil] of DAMAGES) {
  test(`a history that ${damage} is set aside, told, and what can be read of it is shown`, async ({ start, profile }) => {
    const file = await killedHistory(profile)
    await spoil(file, profile)
    const spoilt = await readFile(file)
    const rill = new RillPage((await start()).page)
    await expect(banner(rill, 'database_unreadable')).toContainText(/Brought back from it: \d+ conversations/)
    const [aside = ''] = (await readdir(profile)).filter((name) => /^history\.unreadable-.*\.db$/.test(name))
    await expect(banner(rill, 'database_unreadable')).toContainText(aside)
    expect((await readFile(join(profile, aside))).equals(spoilt)).toBe(true)
    await expect.poll(() => titles(rill).count()).toBeGreaterThanOrEqual(least)
    await goesOn(rill)
  })
}

test('a history whose log is gone shows what the file itself holds', async ({ start, profile }) => {
  const file = await killedHistory(profile)
  await rm(`${file}-wal`)
  const rill = new RillPage((await start()).page)
  await expect(titles(rill)).toHaveCount(CONVERSATIONS / 2)
  await goesOn(rill)
})

test('a history that only a kill has left shows all of it and says nothing', async ({ start, profile }) => {
  await killedHistory(profile)
  const app: AppUnderTest = await start()
  const rill = new RillPage(app.page)
  await expect(titles(rill)).toHaveCount(CONVERSATIONS)
  await rill.conversation(NEWEST).click()
  await expect(rill.answer).toContainText('Answer 3 of')
  await expect(rill.page.getByRole('status').filter({ hasText: 'history' })).toHaveCount(0)
})

test('a history of a newer version is left as it is, and told', async ({ start, profile }) => {
  const file = await closedHistory(profile)
  const newer = openWritable(file)
  newer.script(`pragma user_version = ${String(NEWEST_VERSION + 1)}`)
  newer.close()
  const before = await readFile(file)
  const rill = new RillPage((await start()).page)
  await expect(banner(rill, 'database_newer')).toBeVisible()
  await goesOn(rill)
  expect((await readFile(file)).equals(before)).toBe(true)
})

/** The app is not the worse for it. */
async function goesOn(rill: RillPage): Promise<void> {
  await rill.newConversation()
  await rill.ask('What can you do?')
  await rill.finished()
  expect((await rill.answerText()).length).toBeGreaterThan(100)
}
