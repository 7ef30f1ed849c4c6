import type { CDPSession, ElectronApplication } from '@playwright/test'
import type * as AsyncHooks from 'node:async_hooks'
import type * as Inspector from 'node:inspector'
import { expect, test } from './app.fixture'

type Counts = Readonly<Record<string, number>>

/** Longer than any interval at which something alive would be looked at. */
const WATCH_MS = 10_000
/** By then all is over that a start and an answer leave for later: the first backup, helpers that end by themselves. */
const QUIET_LIMIT_MS = 60_000

/** What main ran meanwhile, by kind: each callback of a timer, a socket, a pipe or a thread. */
async function ranInMain(electron: ElectronApplication, meanwhile: () => Promise<void>): Promise<Counts> {
  const watch = await electron.evaluateHandle(() => {
    // Electron 25's Node has no getBuiltinModule, and what Playwright evaluates has no require of its own.
    const hooks = process.mainModule?.require('node:async_hooks') as typeof AsyncHooks
    const ran: Record<string, number> = {}
    const hook = hooks.createHook({
      before: () => {
        const { name } = hooks.executionAsyncResource().constructor
        // What a promise goes on with was begun by something that is counted itself.
        if (name !== 'Promise' && name !== 'PromiseWrap') ran[name] = (ran[name] ?? 0) + 1
      }
    })
    return { ran, hook: hook.enable() }
  })
  await meanwhile()
  return watch.evaluate(({ ran, hook }) => {
    hook.disable()
    return ran
  })
}

const COUNTED = new Set(['ScriptDuration', 'LayoutCount', 'RecalcStyleCount'])

/** How much script, style and layout a page has done so far. A caret that blinks needs none of them. */
async function workOfPage(session: CDPSession): Promise<Counts> {
  const { metrics } = await session.send('Performance.getMetrics')
  return Object.fromEntries(metrics.filter(({ name }) => COUNTED.has(name)).map(({ name, value }) => [name, value]))
}

function difference(after: Counts, before: Counts): Counts {
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]))
}

test('an app that nobody asks anything does nothing', async ({ app, rill }) => {
  test.setTimeout(QUIET_LIMIT_MS * 2)
  await rill.ask('Say something.')
  await rill.finished()
  const session = await app.page.context().newCDPSession(app.page)
  await session.send('Performance.enable')
  // That nothing happens has no state to wait for: it is watched for its time.
  const ran = async (): Promise<{ main: Counts; page: Counts }> => {
    const before = await workOfPage(session)
    const main = await ranInMain(app.electron, () => app.page.waitForTimeout(WATCH_MS))
    const after = await workOfPage(session)
    return { main, page: difference(after, before) }
  }
  const nothing = { main: {}, page: { ScriptDuration: 0, LayoutCount: 0, RecalcStyleCount: 0 } }
  await expect.poll(ran, { timeout: QUIET_LIMIT_MS, intervals: [0] }).toEqual(nothing)
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
