import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openReadable } from '../../src/main/history/database'
import { soundness } from '../../src/main/history/soundness'
import { storedRows } from '../../src/main/history/stored-rows.fixture'
import { chatGptConversation, chatGptTalk } from '../../src/main/transfer/import/chatgpt.fixture'
import { zipOf } from '../../src/main/transfer/import/zip.fixture'
import { expect, test } from '../e2e/app.fixture'
import { AppUnderTest } from '../e2e/app-under-test'
import { ThreadPage } from '../e2e/thread-page'
import { TransferPage } from '../e2e/transfer-page'

const DAY_SECONDS = 24 * 3_600
const TWO_YEARS_AGO = Math.floor(Date.now() / 1_000) - 730 * DAY_SECONDS
/** The word is of two characters, in the middle of a sentence without a space. */
const WORD = '候鸟'
const ANSWER = '秋天来的时候，成千上万的候鸟沿着海岸线飞向南方，靠星星和地磁认路。'

/** An export of three years: one conversation has the word, the newer ones its two characters apart. */
function exported(): Buffer {
  const others = Array.from({ length: 120 }, (_, nth) =>
    chatGptTalk(`talk-${String(nth)}`, `Talk ${String(nth)}`, TWO_YEARS_AGO + nth * 6 * DAY_SECONDS, [
      `问候一下，第${String(nth)}只鸟是什么颜色？`,
      '等候片刻，鸟儿是蓝色的。'
    ])
  )
  const wanted = chatGptTalk('wanted', '海边的秋天', TWO_YEARS_AGO, [
    ...Array.from({ length: 40 }, (_, nth) => (nth % 2 === 0 ? `海边有什么？（${String(nth)}）` : '有风，有沙，有船。')),
    '鸟怎么知道往哪里飞？', ANSWER, '谢谢！', '不客气。'
  ])
  const records = [...others, wanted, chatGptConversation()]
  return zipOf([{ name: 'conversations.json', bytes: Buffer.from(JSON.stringify(records)) }])
}

function rowsOf(profile: string): ReturnType<typeof storedRows> {
  const database = openReadable(join(profile, 'history.db'))
  try {
    expect(soundness(database)).toBeNull()
    return storedRows(database)
  } finally {
    database.close()
  }
}

test('there is no network but the loopback', async () => {
  expect(Object.values(networkInterfaces()).flat().filter((one) => one?.internal !== true)).toEqual([])
  const socket = connect({ host: '192.0.2.1', port: 80 })
  const error = await new Promise<NodeJS.ErrnoException>((resolve) => socket.once('error', resolve))
  expect(error.code).toBe('ENETUNREACH')
})

test('years of another app come in, a word is found, one goes on from there, and all comes out again', async ({ start, profile }) => {
  const first = await start()
  const transfer = new TransferPage(first)
  const { rill } = transfer
  const zip = join(profile, 'chatgpt.zip')
  await writeFile(zip, exported())
  await transfer.import(zip)
  await transfer.closeReport()

  await first.page.keyboard.press('Control+Shift+f')
  await first.page.keyboard.type(WORD)
  await expect(rill.sidebar.getByRole('status')).toHaveText(rill.say('search_count', { count: '1' }))
  await first.page.keyboard.press('Enter')
  const found = new ThreadPage(first.page).scroller.getByText(ANSWER)
  await expect(found).toBeInViewport()
  await expect(rill.main.getByRole('heading', { name: '海边的秋天' })).toBeVisible()

  const article = rill.main.getByRole('article').filter({ hasText: ANSWER })
  await article.getByRole('button', { name: rill.say('chat_fork') }).click()
  const title = rill.say('chat_fork_title', { title: '海边的秋天' })
  await expect(rill.main.getByRole('heading', { name: title })).toBeVisible()
  await expect(rill.answer).toHaveText(ANSWER)
  await rill.ask('Then tell me one thing about them.')
  // The answer before is still the last one for a moment.
  await expect(rill.answer).not.toHaveText(ANSWER)
  await rill.finished()

  await rill.main.getByRole('button', { name: /^done/ }).last().press('Enter')
  await expect(rill.main.getByRole('columnheader', { name: rill.say('stats_h_attempt') })).toBeVisible()

  const all = join(profile, 'all.json')
  await transfer.exportAll(all)
  await first.quit()

  const elsewhere = await mkdtemp(join(tmpdir(), 'rill-e2e-other-'))
  try {
    const second = await AppUnderTest.start(elsewhere)
    await new TransferPage(second).import(all)
    await second.quit()
    expect(second.complaints).toEqual([])
    const rows = rowsOf(profile)
    expect(rows['conversation']).toHaveLength(123)
    expect(rowsOf(elsewhere)).toEqual(rows)
  } finally {
    await rm(elsewhere, { recursive: true, force: true })
  }
})
