import type { CDPSession, ElectronApplication, Page } from '@playwright/test'
import type * as AsyncHooks from 'node:async_hooks'
import type { MainInspector } from './main-inspector'
import { watchFunctions, type Send } from './what-ran'

type Counts = Readonly<Record<string, number>>

export interface Done {
  /** Each function that ran, by a CPU profile and a count of all calls. */
  readonly ran: readonly string[]
  readonly counts: Counts
}

/** What the program did for a while: in main, in main's threads by their files, and in its pages. */
export interface Work {
  readonly main: Done
  readonly threads: Readonly<Record<string, readonly string[]>>
  readonly pages: readonly Done[]
}

/** Watches all of the program at the same time. Main comes last and goes first: it is asked about its threads. */
export async function workDuring(
  { electron, inspector, pages }: { electron: ElectronApplication; inspector: MainInspector; pages: readonly Page[] },
  meanwhile: () => Promise<void>
): Promise<Work> {
  const threads = [...(await inspector.threads())]
  const ofThreads = await Promise.all(threads.map(([, send]) => watchFunctions(send)))
  const ofPages = await Promise.all(pages.map(watchPage))
  const ofMain = await watchMain(electron, inspector)
  await meanwhile()
  const main = await ofMain()
  const inPages = await Promise.all(ofPages.map((end) => end()))
  const inThreads = await Promise.all(ofThreads.map((end) => end()))
  return {
    main,
    threads: Object.fromEntries(threads.map(([file], at) => [file, inThreads[at] ?? []])),
    pages: inPages
  }
}

/** What a test asks of main is run there as well, and is of no file of ours. */
const isOurs = (url: string): boolean => url.includes('/out/')

async function watchMain(electron: ElectronApplication, inspector: MainInspector): Promise<() => Promise<Done>> {
  const ran = await watchFunctions(inspector.main, isOurs)
  const counts = await countCallbacks(electron)
  return async () => ({ counts: await counts(), ran: await ran() })
}

/** What main runs, by kind: each callback of a timer, a socket, a pipe or a thread. */
async function countCallbacks(electron: ElectronApplication): Promise<() => Promise<Counts>> {
  const watch = await electron.evaluateHandle(() => {
    // Electron 25's Node has no getBuiltinModule, and what Playwright evaluates has no require of its own.
    const hooks = process.mainModule?.require('node:async_hooks') as typeof AsyncHooks
    const counts: Record<string, number> = {}
    const hook = hooks.createHook({
      before: () => {
        const { name } = hooks.executionAsyncResource().constructor
        // What a promise goes on with was begun by something that is counted itself.
        if (name !== 'Promise' && name !== 'PromiseWrap') counts[name] = (counts[name] ?? 0) + 1
      }
    })
    return { counts, hook: hook.enable() }
  })
  return () =>
    watch.evaluate(({ counts, hook }) => {
      hook.disable()
      return counts
    })
}

async function watchPage(page: Page): Promise<() => Promise<Done>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const ran = await watchFunctions(session.send.bind(session) as Send)
  const before = await countWork(session)
  return async () => {
    const after = await countWork(session)
    const counts = Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)])
    return { counts: Object.fromEntries(counts) as Counts, ran: await ran() }
  }
}

const COUNTED = new Set(['ScriptDuration', 'LayoutCount', 'RecalcStyleCount'])

/** How much script, style and layout a page has done so far. A caret that blinks needs none of them. */
async function countWork(session: CDPSession): Promise<Counts> {
  const { metrics } = await session.send('Performance.getMetrics')
  return Object.fromEntries(metrics.filter(({ name }) => COUNTED.has(name)).map(({ name, value }) => [name, value]))
}
