import { nativeTheme, type App as ElectronApp } from 'electron'
import { join } from 'node:path'
import { registerCalls, type Answerer } from './ipc/register'
import type { Log } from './log'
import type { ProgramWants } from './program-wants'
import { firstLook, type FirstLook } from './settings/first-look'
import { APP_ORIGIN } from './window/app-scheme'
import { PageFiles } from './window/page-files'
import { openPageSession } from './window/page-session'
import type { PageWindowOptions } from './window/page-window'
import type { WindowPlace } from './window/window-place'
import { Windows } from './window/windows'

/** What the windows need of the rest of the program, once that is loaded. */
export interface BehindWindows {
  readonly log: Log
  readonly rememberPlace: (key: string, place: WindowPlace) => void
  /** What a right click in one of our pages brings up. */
  readonly contextMenu: PageWindowOptions['contextMenu']
  /** Answers every call; what needs a service waits for it. */
  readonly answer: Answerer
}

/** The windows, before the program behind them is there. */
export interface Front {
  readonly windows: Windows
  readonly page: PageWindowOptions
  /** The window that was asked for is already there. */
  readonly isServed: boolean
  /** Resolves once the first window's page has its files, after a second at most; at once where there is no window. */
  readonly pageLoads: Promise<void>
  /** To be called once: what was asked until then is answered now. */
  connect(behind: BehindWindows): void
}

/**
 * Opens the first window with nothing loaded but what makes it, so that its page and the rest of the program load at
 * the same time. Calls are taken from the start and wait for the program.
 */
export function openFront(app: ElectronApp, wants: ProgramWants): Front {
  let connect: (behind: BehindWindows) => void = () => undefined
  const behind = new Promise<BehindWindows>((resolve) => (connect = resolve))
  const look = firstLook(app.getPath('userData'))
  nativeTheme.themeSource = look.theme
  registerCalls(behind.then(({ answer }) => answer), APP_ORIGIN)
  const files = new PageFiles()
  const page = pageOptions(app, files, behind)
  const windows = windowsOf(page, look.place, behind)
  const isServed = wants.kind === 'window' || wants.kind === 'conversation'
  if (!isServed) return { windows, page, isServed, pageLoads: Promise.resolve(), connect }
  windows.open(wants.kind === 'conversation' ? wants.conversationId : null)
  return { windows, page, isServed, pageLoads: Promise.race([files.loaded, passed(longestPageWaitMs)]), connect }
}

function pageOptions(app: ElectronApp, files: PageFiles, behind: Promise<BehindWindows>): PageWindowOptions {
  const root = app.getAppPath()
  return {
    page: openPageSession(join(root, 'out', 'renderer'), files),
    preload: join(root, 'out', 'preload', 'index.cjs'),
    icon: join(root, 'resources', 'icon-128.png'),
    background: () => (nativeTheme.shouldUseDarkColors ? '#16191b' : '#ffffff'),
    contextMenu: (window, params) => void behind.then(({ contextMenu }) => contextMenu(window, params)),
    log: { error: (event, fields) => void behind.then(({ log }) => log.error(event, fields)) }
  }
}

function windowsOf(page: PageWindowOptions, atStart: FirstLook['place'], behind: Promise<BehindWindows>): Windows {
  const places = new Map<string, WindowPlace>()
  return new Windows({
    ...page,
    // Before there were places by screens there was one for all.
    lastPlace: (key) => places.get(key) ?? atStart(key) ?? atStart('main'),
    rememberPlace: (key, at) => {
      places.set(key, at)
      void behind.then(({ rememberPlace }) => rememberPlace(key, at))
    }
  })
}

/** A page whose file is missing must not keep the program from saying so. */
const longestPageWaitMs = 1_000

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
