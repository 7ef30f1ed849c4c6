import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { sandboxSwitches } from '../../scripts/electron-runtime.mjs'
import { faultText } from '../../src/shared/fault-text'
import type { Bridge } from '../../src/shared/ipc/bridge'
import { readWritten } from '../../src/shared/ipc/written'
import { AppUnderTest } from './app-under-test'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'

const ROOT = resolve(import.meta.dirname, '../..')
const IN_USE = faultText({ kind: 'history_in_use', message: '' }, 'en')

test('an app with another profile and the same history shows it and writes nothing', async ({ start, profile, provider }) => {
  const first = new RillPage((await start()).page)
  await first.useProvider(provider.baseUrl)
  await first.ask('What is a tide?')
  const request = await provider.next()
  request.say('The sea falls')
  await expect(first.answer).toContainText('The sea falls')

  const other = await mkdtemp(join(tmpdir(), 'rill-e2e-other-'))
  await symlink(join(profile, 'history.db'), join(other, 'history.db'))
  const second = await AppUnderTest.start(other)
  try {
    const rill = new RillPage(second.page)
    await expect(rill.page.getByRole('status').filter({ hasText: IN_USE })).toBeVisible()
    await rill.ask('Who writes this?')
    await rill.finished()
    await rill.conversation('What is a tide?').click()
    await expect(rill.answer).toContainText('The sea falls')
  } finally {
    await second.kill()
    await rm(other, { recursive: true, force: true, maxRetries: 10 })
  }
  request.say(' towards the moon.')
  request.finish()
  await first.finished()
  expect(await first.answerText()).toBe('The sea falls towards the moon.')
  await expect(first.sidebar.getByText('Who writes this?')).toHaveCount(0)
})

test('a question from the terminal beside the open app touches none of its files', async ({ start, profile, provider }) => {
  const app = await start()
  const rill = new RillPage(app.page)
  await rill.ask('What can you do?')
  await rill.finished()
  // What was said is put into the index a moment after it is over.
  await expect.poll(() => unindexed(app)).toBe(0)
  const files = async (): Promise<string> =>
    Buffer.concat(await Promise.all(['', '-wal'].map((part) => readFile(join(profile, `history.db${part}`))))).toString('latin1')
  const before = await files()
  const args = ['ask', 'From the terminal', '--base-url', provider.baseUrl, '--model', 'steered']
  const asking = promisify(execFile)(app.child.spawnfile, [ROOT, `--user-data-dir=${profile}`, ...sandboxSwitches(), '--log-level=3', ...args])
  const request = await provider.next()
  request.say('Hello terminal')
  request.finish()
  expect((await asking).stdout).toContain('Hello terminal')
  expect(await files()).toBe(before)
  await expect(rill.sidebar.getByText('From the terminal')).toHaveCount(0)
})

async function unindexed(app: AppUnderTest): Promise<number> {
  const reply = await app.page.evaluate(() => {
    const { call } = Reflect.get(window, 'rill') as Bridge
    return call('search:messages', { query: 'keychain', order: 'newest', limit: 1, cursor: null })
  })
  const found = reply.ok ? readWritten(reply.value) : null
  return found && found.groups.length > 0 ? found.unindexed : -1
}
