import { BrowserWindow, screen } from 'electron'
import type { ConversationId } from '../../shared/domain/ids'
import { APP_ORIGIN } from './app-scheme'
import { openPageWindow, type PageWindowOptions } from './page-window'
import { placeKey, placeOnScreen, type Rectangle, type WindowPlace } from './window-place'

export interface WindowsOptions extends PageWindowOptions {
  /** Where the main window was last time with these screens; null where that is not known. */
  readonly lastPlace: (key: string) => WindowPlace | null
  readonly rememberPlace: (key: string, place: WindowPlace) => void
}

const smallest = { width: 480, height: 420 }

/** The app's main windows. Each shows a conversation or the empty start; runs do not belong to them. */
export class Windows {
  /** The one that had the focus last comes last. */
  readonly #open = new Set<BrowserWindow>()
  readonly #onGone = new Set<() => void>()
  readonly #onFront = new Set<() => void>()

  constructor(private readonly options: WindowsOptions) {}

  get all(): readonly BrowserWindow[] {
    return [...this.#open]
  }

  /** Called after each main window that closes. */
  onGone(listener: () => void): void {
    this.#onGone.add(listener)
  }

  /** Called when another main window comes to the front, or the last one has gone. */
  onFront(listener: () => void): void {
    this.#onFront.add(listener)
    this.#onGone.add(listener)
  }

  /** At a conversation, at what is translated, or at a new conversation. */
  open(at: ConversationId | 'translate' | null = null): BrowserWindow {
    const place = placeOnScreen(this.placeOfNext(), workAreas())
    const sizes = { ...place.bounds, minWidth: smallest.width, minHeight: smallest.height }
    const window = openPageWindow(this.options, sizes)
    if (place.maximized) window.maximize()
    // At once, in the colour of its page: a window that waits for its first picture has it a frame later.
    window.show()
    window.on('close', () => this.options.rememberPlace(placeKey(workAreas()), currentPlace(window)))
    this.follow(window)
    void window.loadURL(`${APP_ORIGIN}/index.html${hashOf(at)}`)
    return window
  }

  /** Brings a window to the front, opening one where there is none. */
  show(): BrowserWindow {
    const window = this.all.at(-1) ?? this.open()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    return window
  }

  private follow(window: BrowserWindow): void {
    this.#open.add(window)
    window.on('focus', () => {
      this.#open.delete(window)
      this.#open.add(window)
      for (const listener of this.#onFront) listener()
    })
    window.on('closed', () => {
      this.#open.delete(window)
      for (const listener of this.#onGone) listener()
    })
  }

  private placeOfNext(): WindowPlace | null {
    const front = BrowserWindow.getFocusedWindow()
    if (!front || !this.#open.has(front)) return this.options.lastPlace(placeKey(workAreas()))
    const { bounds } = currentPlace(front)
    return { bounds: { ...bounds, x: bounds.x + 28, y: bounds.y + 28 }, maximized: false }
  }
}

function workAreas(): readonly Rectangle[] {
  return screen.getAllDisplays().map((display) => display.workArea)
}

function hashOf(at: ConversationId | 'translate' | null): string {
  if (at === null) return ''
  return at === 'translate' ? '#translate' : `#conversation=${encodeURIComponent(at)}`
}

function currentPlace(window: BrowserWindow): WindowPlace {
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
}
