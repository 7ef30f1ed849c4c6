import type { Page } from '@playwright/test'
import { conformanceCases, type ConformanceCase } from '../conformance/conformance-case'
import { OWN_CASES } from '../conformance/own-cases'
import { startProviderServer, type PlayedCase, type ProviderServer } from '../provider-server/provider-server'
import { skipTitle } from '../skip-title'
import { expect, test as base } from './app.fixture'
import type { AppUnderTest } from './app-under-test'
import { CaseWindow, KEY, KEY_VARIABLE, type WindowOutcome } from './case-window'
import { faultOf, shownProblems, storedProblems } from './judge-window'
import { RillPage } from './rill-page'
import { TakingTurns } from './taking-turns'

/** As many as two cores serve without one waiting for the other. */
const WINDOWS = 4
const TEST_LIMIT_MS = 180_000
/** How soon the server has to see the connection close after Stop. */
const CLOSE_WITHIN_MS = 100

interface Done {
  readonly one: ConformanceCase
  readonly model: string
  readonly played: PlayedCase
  readonly outcome: WindowOutcome
}

const cases = [...conformanceCases(), ...OWN_CASES]
const plain = cases.filter((one) => one.transport !== 'h2')
const hasFault = (one: ConformanceCase): boolean => one.expected.errorKind !== undefined
const stops = (one: ConformanceCase): boolean => JSON.stringify(one).includes('<<CLIENT_CANCEL>>')

const test = base.extend<{ readonly server: ProviderServer; readonly windows: readonly CaseWindow[] }>({
  server: async ({}, use) => {
    const server = await startProviderServer()
    await use(server)
    await server.close()
  },
  app: async ({ start }, use) => {
    await use(await start({ env: { [KEY_VARIABLE]: KEY } }))
  },
  windows: async ({ app }, use) => {
    const asking = new TakingTurns()
    const pages = [app.page]
    while (pages.length < WINDOWS) pages.push(await anotherWindow(app))
    await use(pages.map((page) => new CaseWindow(page, asking)))
  }
})

test('every case is shown as it should be, with its sentence in both languages', async ({ server, windows, rill }) => {
  test.setTimeout(TEST_LIMIT_MS)
  const startedAtMs = performance.now()
  const models = new Map(plain.map((one, at) => [one, `case-${String(at).padStart(4, '0')}`]))
  const playOne = async (window: CaseWindow, one: ConformanceCase): Promise<Done> => {
    const played = server.play(one)
    const model = models.get(one) ?? ''
    return { one, model, played, outcome: await window.play(one, played, model) }
  }
  // Those with a fault last: their conversations are then at the top of the list.
  const atOnce = plain.filter((one) => !stops(one)).sort((a, b) => Number(hasFault(a)) - Number(hasFault(b)))
  const done = await shared(windows, atOnce, playOne)
  // One after another: how soon a connection closes is measured.
  const stopped = await shared(windows.slice(0, 1), plain.filter(stops), playOne)
  for (const { one, played, outcome } of [...done, ...stopped]) {
    const problems = [...storedProblems(one, outcome, played), ...shownProblems(outcome.answer, outcome.shown, 'en')]
    expect.soft(problems, one.name).toEqual([])
  }
  for (const one of stopped) expect.soft(await closedAfterMs(one), one.one.name).toBeLessThan(CLOSE_WITHIN_MS)
  expect(server.elsewhere).toEqual([])

  await rill.change({ language: 'zh-CN' })
  const faulty = done.filter(({ outcome }) => faultOf(outcome.answer) !== null)
  await shared(windows, faulty, async (window, { one, model, outcome }) => {
    const shown = await window.reopen(model, 'zh-CN')
    expect.soft(shownProblems(outcome.answer, shown, 'zh-CN'), `${one.name}, in Chinese`).toEqual([])
  })
  const tookS = ((performance.now() - startedAtMs) / 1_000).toFixed(0)
  console.log(`${plain.length} cases through the window, ${faulty.length} of them with a fault, in ${tookS} s`)
})

for (const { name } of cases.filter((one) => one.transport === 'h2')) {
  const why = 'the window trusts no test certificate; the app engine plays it'
  test.skip(skipTitle(name, why), { annotation: { type: 'skip', description: why } }, () => undefined)
}

/** Gives each window the next piece of work as soon as it has done its last. */
async function shared<T, R>(
  windows: readonly CaseWindow[],
  work: readonly T[],
  run: (window: CaseWindow, one: T) => Promise<R>
): Promise<R[]> {
  const results: R[] = []
  const left = work.values()
  await Promise.all(
    windows.map(async (window) => {
      for (const one of left) results.push(await run(window, one))
    })
  )
  return results
}

async function anotherWindow(app: AppUnderTest): Promise<Page> {
  const opened = app.electron.waitForEvent('window')
  await new RillPage(app.page).newConversation()
  await app.page.evaluate(() => window.rill.call('app:new-window', { conversationId: null }))
  return opened
}

async function closedAfterMs({ played, outcome }: Done): Promise<number> {
  const closedAtMs = (await played.requests[0]?.closedAtMs) ?? Number.POSITIVE_INFINITY
  return performance.timeOrigin + closedAtMs - (outcome.stoppedAtMs ?? Number.NaN)
}
