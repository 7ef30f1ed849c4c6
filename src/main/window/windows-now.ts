import type { WindowNow } from '../../shared/window-actions'

interface Shown {
  readonly all: readonly { readonly webContents: { readonly id: number } }[]
  onFront(listener: () => void): void
}

/** What each main window shows, as its page says, for the menu that all of them share. */
export class WindowsNow {
  readonly #now = new Map<number, WindowNow>()
  #changed: () => void = () => undefined

  constructor(private readonly windows: Shown) {
    windows.onFront(() => this.#changed())
  }

  /** Of the window that had the focus last; null where there is none or it has not said. */
  get front(): WindowNow | null {
    const id = this.windows.all.at(-1)?.webContents.id
    return id === undefined ? null : (this.#now.get(id) ?? null)
  }

  put(viewerId: number, now: WindowNow): void {
    this.#now.set(viewerId, now)
    this.#changed()
  }

  /** The page has gone, or another is loaded in its place. */
  forget(viewerId: number): void {
    if (this.#now.delete(viewerId)) this.#changed()
  }

  /** Called after each change of what the window in front shows, and when another comes to the front. */
  follow(changed: () => void): void {
    this.#changed = changed
  }
}
