import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test as base } from './app.fixture'
import { RillPage } from './rill-page'
import { noSessionBus, SessionBus } from './session-bus'

const NOTIFICATIONS = 'org.freedesktop.Notifications'

const test = base.extend<{ readonly bus: SessionBus }>({
  bus: async ({}, use) => {
    const bus = await SessionBus.start()
    await use(bus)
    await bus.end()
  }
})

test('the system is told that an answer is ready when nobody looks, and only then', async ({ start, bus, provider }) => {
  test.skip(noSessionBus() !== null, noSessionBus() ?? '')
  const told: string[] = []
  await bus.serve(NOTIFICATIONS, {
    [`${NOTIFICATIONS}.GetServerInformation`]: () => ['ssss', ['test', 'test', '1', '1.2']],
    [`${NOTIFICATIONS}.GetCapabilities`]: () => ['as', [['body']]],
    [`${NOTIFICATIONS}.Notify`]: ([, , , title, body]) => {
      told.push(`${String(title)}: ${String(body)}`)
      return ['u', [told.length]]
    }
  })
  const app = await start({ env: { DBUS_SESSION_BUS_ADDRESS: bus.address } })
  const rill = new RillPage(app.page)
  await rill.useProvider(provider.baseUrl)
  const answer = async (question: string): Promise<void> => {
    await rill.ask(question)
    const request = await provider.next()
    request.say('Done.')
    request.finish()
    await rill.finished()
  }
  await answer('While I look')
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  await rill.ask('While I am away')
  const request = await provider.next()
  request.say('Done.')
  request.finish()
  // The title of the conversation, and not a word of its text.
  await expect.poll(() => told).toEqual(['The answer is ready: While I look'])
})

test('a link opens its conversation and nothing else', async ({ app, rill, provider }) => {
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Count to ten')
  const request = await provider.next()
  request.say('one two')
  request.finish()
  await rill.finished()
  const id = new URL(app.page.url()).hash.replace('#conversation=', '')
  await rill.newConversation()

  const follow = async (link: string): Promise<void> => {
    const again = spawn(app.child.spawnfile, [...app.args, link], { stdio: 'ignore' })
    await new Promise((resolve) => again.once('exit', resolve))
  }
  await follow('rill://ask/Delete%20everything')
  await follow(`rill://conversation/${id}`)
  await expect(rill.answer).toHaveText('one two')
  expect(provider.requests).toHaveLength(1)
  expect(app.electron.windows()).toHaveLength(1)
})

test('starting with the system writes what the desktop reads, and takes it away', async ({ start, profile }) => {
  test.skip(process.platform !== 'linux', 'macOS and Windows are told by Electron')
  const app = await start({ env: { XDG_CONFIG_HOME: profile } })
  const rill = new RillPage(app.page)
  const entry = join(profile, 'autostart/rill.desktop')
  await rill.change({ startAtLogin: true })
  expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=.* --background$/m)
  await rill.change({ startAtLogin: false })
  expect(existsSync(entry)).toBe(false)
})
