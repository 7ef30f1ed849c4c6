import type { Page } from '@playwright/test'
import { conformanceCases, type ConformanceCase } from '../conformance/conformance-case'
import { OWN_CASES } from '../conformance/own-cases'
import { lateToClose } from '../conformance/stop-now'
import { startProviderServer, type PlayedCase, type ProviderServer } from '../provider-server/provider-server'
import { makeTestCertificate, type TestCertificate } from '../provider-server/test-certificate'
import { expect, test as base } from './app.fixture'
import type { AppUnderTest } from './app-under-test'
import { CaseWindow, KEY, KEY_VARIABLE, stops, type WindowOutcome } from './case-window'
import { faultOf, shownProblems, storedProblems } from './judge-window'
import { RillPage } from './rill-page'
import { StopWatch } from './stop-watch'

/** Cases wait more than they work: a pause, a stall and a grace go on beside each other. */
const WINDOWS = 6
const TEST_LIMIT_MS = 180_000
/** As many as a person who waits for nothing would set, where the case is about further attempts. */
const RETRIES = 3

interface Done {
  readonly one: ConformanceCase
  readonly played: PlayedCase
  readonly outcome: WindowOutcome
}

interface Fixtures {
  readonly certificate: TestCertificate
  readonly servers: Servers
  readonly windows: readonly CaseWindow[]
}

const cases = [...conformanceCases(), ...OWN_CASES]
const isOneAttempt = ({ sequence, expected }: ConformanceCase): boolean =>
  sequence === undefined && expected.requests === undefined

const test = base.extend<Fixtures>({
  certificate: async ({}, use) => {
    await use(await makeTestCertificate())
  },
  servers: async ({ certificate }, use) => {
    const servers = new Servers(certificate)
    await use(servers)
    await servers.close()
  },
  app: async ({ start, certificate }, use) => {
    await use(await start({ env: { [KEY_VARIABLE]: KEY }, switches: [certificate.electronSwitch] }))
  },
  windows: async ({ app }, use) => {
    const stopWatch = new StopWatch(app.electron)
    const pages = [app.page]
    while (pages.length < WINDOWS) pages.push(await anotherWindow(app))
    await use(pages.map((page) => new CaseWindow(page, stopWatch)))
  }
})

test('every case is shown as it should be, with its sentence in both languages', async ({ servers, windows, rill }) => {
  test.setTimeout(TEST_LIMIT_MS)
  const startedAtMs = performance.now()
  const playOne = async (window: CaseWindow, one: ConformanceCase): Promise<Done> => {
    const played = await (await servers.forCase(one)).play(one)
    const done = { one, played, outcome: await window.play(one, played) }
    // At once: what comes later may not end where this is wrong.
    expect.soft(await problemsOf(done), one.name).toEqual([])
    return done
  }
  const done: Done[] = []
  const playAll = async (some: readonly ConformanceCase[], among: readonly CaseWindow[]): Promise<void> => {
    done.push(...(await shared(among, some, playOne)))
  }
  await rill.change({ maxRetries: 0 })
  // A press among many would come too late for an answer that is about to end.
  await playAll(cases.filter(stops), windows.slice(0, 1))
  const others = cases.filter((one) => !stops(one))
  await playAll(others.filter(isOneAttempt), windows)
  await rill.change({ maxRetries: RETRIES })
  await playAll(others.filter((one) => !isOneAttempt(one)), windows)
  expect(servers.elsewhere).toEqual([])

  await rill.change({ language: 'zh-CN' })
  const faulty = done.filter(({ outcome }) => faultOf(outcome.answer) !== null)
  await shared(windows, faulty, async (window, { one, outcome }) => {
    const shown = await window.reopen(one, outcome.conversationId, 'zh-CN')
    expect.soft(shownProblems(outcome.answer, shown, 'zh-CN'), `${one.name}, in Chinese`).toEqual([])
  })
  const tookS = ((performance.now() - startedAtMs) / 1_000).toFixed(0)
  console.log(`${cases.length} cases through the window, ${faulty.length} of them with a fault, in ${tookS} s`)
})

/** One server for all plain cases; over HTTP/2 each case has settings of its own. */
class Servers {
  readonly #started: ProviderServer[] = []
  #plain: Promise<ProviderServer> | undefined

  constructor(private readonly certificate: TestCertificate) {}

  forCase({ transport, http2: settings }: ConformanceCase): Promise<ProviderServer> {
    if (transport !== 'h2') return (this.#plain ??= this.#start())
    return this.#start({ http2: { certificate: this.certificate, ...(settings ? { settings } : {}) } })
  }

  get elsewhere() {
    return this.#started.flatMap(({ elsewhere }) => elsewhere)
  }

  async close(): Promise<void> {
    await Promise.all(this.#started.map((server) => server.close()))
  }

  async #start(options: Parameters<typeof startProviderServer>[0] = {}): Promise<ProviderServer> {
    const server = await startProviderServer(options)
    this.#started.push(server)
    return server
  }
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

async function problemsOf({ one, played, outcome }: Done): Promise<string[]> {
  const never = Promise.resolve(Number.POSITIVE_INFINITY)
  return [
    ...storedProblems(one, outcome, played),
    ...shownProblems(outcome.answer, outcome.shown, 'en'),
    ...(outcome.stopped ? await lateToClose(played.requests[0]?.closedAtMs ?? never, outcome.stopped) : [])
  ]
}
