import { screen, type BrowserWindow } from 'electron'
import { APP_ORIGIN } from '../window/app-scheme'
import { openPageWindow, type PageWindowOptions } from '../window/page-window'
import { FIRST_HEIGHT_PX, mostHeight, placeFrom, quickPlace } from './quick-place'

export interface QuickWindowOptions extends PageWindowOptions {
  readonly platform: NodeJS.Platform
  /** The person's text size, 1 for the usual one. */
  readonly textScale: () => number
  readonly onHide: () => void
}

/**
 * The small window over whatever is in front. It is made once and hidden, never closed, so that it is there at the next
 * key; its page lives in a process of its own, so that no long answer elsewhere keeps it waiting.
 */
export class QuickWindow {
  #window: BrowserWindow | null = null
  #heightPx = FIRST_HEIGHT_PX
  /** Set when it is asked for before its page is there. */
  #showWhenReady = false

  constructor(private readonly options: QuickWindowOptions) {}

  /** Or about to be. */
  get isVisible(): boolean {
    return this.#showWhenReady || (this.#window?.isVisible() ?? false)
  }

  /** Whether calls of this page are its own. */
  isPage(contentsId: number): boolean {
    return this.#window?.webContents.id === contentsId
  }

  get isFocused(): boolean {
    return this.#window?.isFocused() ?? false
  }

  /** Makes the window ahead of the first key; nothing when it is there. */
  prepare(): BrowserWindow {
    if (this.#window) return this.#window
    const mac = this.options.platform === 'darwin'
    const window = openPageWindow(this.options, {
      ...this.#place(),
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      // A panel takes the keys without taking the front from the program that has it.
      ...(mac ? { type: 'panel' } : {})
    })
    this.#window = window
    window.setAlwaysOnTop(true, 'screen-saver')
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
    window.removeMenu()
    window.once('ready-to-show', () => this.#ready())
    window.on('closed', () => this.#gone())
    void window.loadURL(`${APP_ORIGIN}/quick-ask.html`)
    return window
  }

  /** In front and with the keys; hidden when it has them already. */
  toggle(): void {
    if (this.isVisible && this.isFocused) this.hide()
    else this.show()
  }

  show(): void {
    const isNew = this.#window === null
    const window = this.prepare()
    if (isNew || window.webContents.isLoadingMainFrame()) {
      this.#showWhenReady = true
      return
    }
    if (!window.isVisible()) window.setBounds(this.#place())
    window.show()
    window.focus()
  }

  /** The program that had the focus before has it again. */
  hide(): void {
    this.#showWhenReady = false
    const window = this.#window
    if (!window?.isVisible()) return
    // Windows gives the focus to the next window in order only when it is let go before.
    if (this.options.platform === 'win32') window.blur()
    window.hide()
    this.options.onHide()
  }

  /** As high as the page needs, within what the screen allows. */
  resize(heightPx: number): { heightPx: number; mostPx: number } {
    this.#heightPx = heightPx
    const window = this.#window
    if (!window) return { heightPx, mostPx: heightPx }
    const { workArea } = window.isVisible() ? screen.getDisplayMatching(window.getBounds()) : this.#display()
    const textScale = this.options.textScale()
    // Its place is the person's, who may have moved it.
    const place = placeFrom(window.getBounds(), workArea, heightPx, textScale)
    window.setBounds(place)
    return { heightPx: place.height, mostPx: mostHeight(workArea, textScale) }
  }

  #ready(): void {
    if (!this.#showWhenReady) return
    this.#showWhenReady = false
    this.show()
  }

  #gone(): void {
    this.#window = null
    this.#heightPx = FIRST_HEIGHT_PX
  }

  #place(): Electron.Rectangle {
    return quickPlace(this.#display().workArea, this.#heightPx, this.options.textScale())
  }

  /** The screen the person is at. */
  #display(): Electron.Display {
    return screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
  }
}
