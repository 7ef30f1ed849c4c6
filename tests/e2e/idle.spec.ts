import type { Page } from '@playwright/test'
import type * as Inspector from 'node:inspector'
import type { Bridge } from '../../src/shared/ipc/bridge'
import { expect, test } from './app.fixture'
import { armedTimers } from './armed-timers'
import { workDuring, type Work } from './idle-work'
import { MainInspector } from './main-inspector'
import { quickPage } from './quick-page'
import { RillPage } from './rill-page'

/** Longer than any interval at which something alive would be looked at. */
const WATCH_MS = 10_000
/** By then all is over that a start and an answer leave for later, also on a busy machine. */
const QUIET_LIMIT_MS = 60_000
const HOUR_MS = 60 * 60 * 1_000
/** The small window waits for keys, which a program on Wayland does not get. */
const WITH_KEYS = { env: { XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: undefined }, takesKeys: true }

/** The threads that stay; those that back up or count tokens end by themselves. */
const THREADS = ['history-reader.cjs', 'history-writer.cjs']
const NOTHING_IN_THREADS = Object.fromEntries(THREADS.map((file) => [file, []]))
const NOTHING_IN_PAGE = { ran: [], counts: { ScriptDuration: 0, LayoutCount: 0, RecalcStyleCount: 0 } }
const NOTHING: Work = {
  main: { ran: [], counts: {} },
  threads: NOTHING_IN_THREADS,
  pages: [NOTHING_IN_PAGE, NOTHING_IN_PAGE]
}
/** Whether the newest backup has got old is asked every hour. */
const NOTHING_BUT_BACKUPS = { main: [HOUR_MS], ...NOTHING_IN_THREADS }

/** Resolves when the page has been told to rest, and is done with what it does then. */
function rested(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { on } = Reflect.get(window, 'rill') as Bridge
        // A while later its preload clears once more (src/preload/give-back.ts), of which nothing is to be seen here.
        on('app:rest', () => setTimeout(resolve, 1_000))
      })
  )
}

/** What main and its threads have set a timer for within a day. Threads that will end are not asked. */
async function timers(inspector: MainInspector): Promise<Readonly<Record<string, readonly number[]>>> {
  const threads = [...(await inspector.threads())].filter(([file]) => THREADS.includes(file))
  const armed: Record<string, readonly number[]> = {}
  for (const [name, send] of [['main', inspector.main] as const, ...threads]) {
    armed[name] = (await armedTimers(send)).filter((ms) => ms < 24 * HOUR_MS)
  }
  return armed
}

test('an app that nobody asks anything does nothing', async ({ start }) => {
  test.setTimeout(QUIET_LIMIT_MS * 3)
  const app = await start(WITH_KEYS)
  const rill = new RillPage(app.page)
  const pages = [app.page, await quickPage(app)]
  await rill.ask('Say something.')
  const rest = Promise.all(pages.map(rested))
  await rill.finished()
  await rest
  const inspector = await MainInspector.open(app.electron)
  const waitsFor = (): ReturnType<typeof timers> => timers(inspector)
  await expect.poll(waitsFor, { timeout: QUIET_LIMIT_MS, intervals: [1_000] }).toEqual(NOTHING_BUT_BACKUPS)

  // That nothing happens has no state to wait for: it is watched for its time.
  const work = await workDuring({ electron: app.electron, inspector, pages }, () => app.page.waitForTimeout(WATCH_MS))
  expect(work).toEqual(NOTHING)
})

test('once after each answer the program gives back what only the answer needed', async ({ app, rill }) => {
  test.setTimeout(QUIET_LIMIT_MS * 2)
  const asked = await app.electron.evaluateHandle(() => {
    const { Session } = process.mainModule?.require('node:inspector') as typeof Inspector
    const asked = { times: 0 }
    const disconnect = Session.prototype.disconnect
    // Reached once a collection has been made.
    Session.prototype.disconnect = function (this: Inspector.Session) {
      asked.times++
      disconnect.call(this)
    }
    return asked
  })
  const times = (): Promise<number> => asked.evaluate((asked) => asked.times)
  const before = await times()
  await rill.ask('Say something.')
  await rill.finished()
  await expect.poll(times, { timeout: QUIET_LIMIT_MS }).toBe(before + 1)
  await rill.ask('And something else.')
  await rill.finished()
  await expect.poll(times, { timeout: QUIET_LIMIT_MS }).toBe(before + 2)
})
