import { BrowserWindow, screen, type Session } from 'electron'
import type { ConversationId } from '../../shared/domain/ids'
import type { Log } from '../log'
import { APP_ORIGIN } from './app-scheme'
import { guardNavigation } from './navigation-guard'
import { revivePage } from './revive-page'
import { placeOnScreen, type WindowPlace } from './window-place'

export interface WindowsOptions {
  readonly page: Session
  readonly preload: string
  readonly icon: string
  /** Where the main window was last time; null on the first start. */
  readonly lastPlace: () => WindowPlace | null
  readonly rememberPlace: (place: WindowPlace) => void
  readonly background: () => string
  readonly log: Pick<Log, 'error'>
}

const smallest = { width: 480, height: 420 }

/** The app's main windows. Each shows a conversation or the empty start; runs do not belong to them. */
export class Windows {
  constructor(private readonly options: WindowsOptions) {}

  open(conversationId: ConversationId | null = null): BrowserWindow {
    const place = placeOnScreen(this.placeOfNext(), screen.getAllDisplays().map((display) => display.workArea))
    const window = new BrowserWindow({
      ...place.bounds,
      minWidth: smallest.width,
      minHeight: smallest.height,
      show: false,
      title: 'Rill',
      icon: this.options.icon,
      backgroundColor: this.options.background(),
      webPreferences: {
        session: this.options.page,
        preload: this.options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false
      }
    })
    if (place.maximized) window.maximize()
    guardNavigation(window.webContents)
    revivePage(window.webContents, this.options.log)
    window.once('ready-to-show', () => window.show())
    window.on('close', () => this.options.rememberPlace(currentPlace(window)))
    const hash = conversationId === null ? '' : `#conversation=${encodeURIComponent(conversationId)}`
    void window.loadURL(`${APP_ORIGIN}/index.html${hash}`)
    return window
  }

  /** Brings a window to the front, opening one where there is none. */
  show(): BrowserWindow {
    const window = BrowserWindow.getAllWindows()[0] ?? this.open()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    return window
  }

  private placeOfNext(): WindowPlace | null {
    const front = BrowserWindow.getFocusedWindow()
    if (!front) return this.options.lastPlace()
    const { bounds } = currentPlace(front)
    return { bounds: { ...bounds, x: bounds.x + 28, y: bounds.y + 28 }, maximized: false }
  }
}

function currentPlace(window: BrowserWindow): WindowPlace {
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
}
