import { expect, test } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RillPage } from '../e2e/rill-page'
import { askInTerminal, InstalledProgram } from './installed-program'
import { DATA, install, installedVersion, makePerson, removePerson, uninstall } from './system'

const [before = '', now = ''] = (process.env['RILL_TEST_PACKAGES'] ?? '').split(':')
const QUESTION = 'What are you?'

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  if ((await installedVersion()) !== null) throw new Error('Rill is installed here: apt-get remove rill')
  await makePerson()
})
test.afterAll(async () => {
  if ((await installedVersion()) !== null) await uninstall()
  await removePerson()
})

test('installs a program with its menu entry, its icon and its links', async () => {
  await install(before)
  const entry = readFileSync('/usr/share/applications/rill.desktop', 'utf8')
  expect(entry).toMatch(/^Exec=rill %U$/m)
  expect(entry).toMatch(/^\[Desktop Action quick-ask\]\n(?:Name.*\n)+Exec=rill --quick-ask$/m)
  expect(entry).toMatch(/^MimeType=x-scheme-handler\/rill;$/m)
  for (const size of [16, 48, 256]) expect(existsSync(`/usr/share/icons/hicolor/${size}x${size}/apps/rill.png`)).toBe(true)
  expect(existsSync('/usr/lib/rill/resources/app.asar')).toBe(true)
  expect(existsSync('/usr/lib/rill/resources/app')).toBe(false)
})

test('asks Demo, and finds the answer after a restart', async () => {
  const answer = await inProgram(async (rill) => {
    await rill.ask(QUESTION)
    await rill.finished()
    return rill.answerText()
  })
  expect(answer).not.toBe('')
  await inProgram(async (rill) => {
    await rill.conversation(QUESTION).click()
    expect(await rill.answerText()).toBe(answer)
  })
})

test('answers in the terminal', async () => {
  expect(await askInTerminal('hello')).toContain('Demo')
})

test('goes on over the data of the version before', async () => {
  const old = await installedVersion()
  await install(now)
  expect(await installedVersion()).not.toBe(old)
  await inProgram(async (rill) => {
    await rill.conversation(QUESTION).click()
    await expect(rill.answer).not.toBeEmpty()
    await rill.ask('And after the upgrade?')
    await rill.finished()
  })
})

test('leaves what is the person’s when it is removed', async () => {
  await uninstall()
  expect(await installedVersion()).toBeNull()
  for (const gone of ['bin/rill', 'lib/rill', 'share/applications/rill.desktop']) {
    expect(existsSync(join('/usr', gone))).toBe(false)
  }
  expect(existsSync(join(DATA, 'history.db'))).toBe(true)
})

async function inProgram<T>(work: (rill: RillPage) => Promise<T>): Promise<T> {
  const program = await InstalledProgram.start()
  try {
    return await work(new RillPage(program.page))
  } finally {
    await program.close()
  }
}
