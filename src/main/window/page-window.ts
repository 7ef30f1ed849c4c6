import { BrowserWindow, type BrowserWindowConstructorOptions, type ContextMenuParams, type Session } from 'electron'
import type { Log } from '../log'
import { guardNavigation } from './navigation-guard'
import { revivePage } from './revive-page'

/** What every window of ours is made with. */
export interface PageWindowOptions {
  readonly page: Session
  readonly preload: string
  readonly icon: string
  readonly background: () => string
  /** Called on a right click that the page has not taken for itself. */
  readonly contextMenu: (window: BrowserWindow, params: ContextMenuParams) => void
  readonly log: Pick<Log, 'error'>
}

/** A hidden window for one of our own pages: the same session, sandbox and guards for each. */
export function openPageWindow(options: PageWindowOptions, own: BrowserWindowConstructorOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...own,
    show: false,
    title: 'Rill',
    icon: options.icon,
    backgroundColor: options.background(),
    webPreferences: {
      session: options.page,
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Whether it is on says the session, and it is not unless it was chosen.
      spellcheck: true
    }
  })
  window.webContents.on('context-menu', (_event, params) => options.contextMenu(window, params))
  guardNavigation(window.webContents)
  revivePage(window.webContents, options.log)
  return window
}
