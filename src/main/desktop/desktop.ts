import { globalShortcut } from 'electron'
import type { DesktopState } from '../../shared/domain/desktop'
import type { Settings } from '../../shared/domain/settings'
import { QuickShortcut } from './quick-shortcut'
import { QuickWindow, type QuickWindowOptions } from './quick-window'
import { watchBusName } from './session-bus'

/** Who shows tray icons: https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/ */
const TRAY_WATCHER = 'org.kde.StatusNotifierWatcher'

/** After the first window has been painted: by then the program has done what a start has to do. */
const PREPARE_AFTER_MS = 1_500

/** Long enough to find the keys one wants. */
const LONGEST_RECORDING_MS = 30_000

export interface DesktopOptions {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly quickWindow: Omit<QuickWindowOptions, 'platform'>
  /** False takes no keys from the system and makes no window ahead of them. */
  readonly takesKeys: boolean
  readonly quickAskCommand: string
  readonly settings: () => Pick<Settings, 'shortcuts' | 'closeToTray'>
  /** Called with every change of what the state says. */
  readonly changed: (state: DesktopState) => void
}

/** The program's place on the desktop: the small window, its keys, and whether a tray is there. */
export class Desktop {
  readonly quick: QuickWindow
  readonly #options: DesktopOptions
  readonly #shortcut: QuickShortcut
  readonly #stopWatching: () => void
  #hasTray: boolean
  #traySeen: () => void = () => undefined
  readonly #trayKnown: Promise<void>
  #timer: ReturnType<typeof setTimeout> | null = null
  #recording: ReturnType<typeof setTimeout> | null = null

  constructor(options: DesktopOptions) {
    this.#options = options
    const { platform, env } = options
    this.quick = new QuickWindow({ ...options.quickWindow, platform })
    this.#shortcut = new QuickShortcut({ keys: globalShortcut, platform, env, pressed: () => this.quick.toggle() })
    this.#hasTray = platform !== 'linux'
    this.#trayKnown = new Promise((resolve) => (this.#traySeen = resolve))
    if (platform === 'linux') {
      this.#stopWatching = watchBusName(env['DBUS_SESSION_BUS_ADDRESS'], TRAY_WATCHER, (there) => this.#setTray(there))
    } else {
      this.#stopWatching = () => undefined
      this.#traySeen()
    }
  }

  get state(): DesktopState {
    return { quickAsk: this.#shortcut.state, tray: this.#hasTray, quickAskCommand: this.#options.quickAskCommand }
  }

  /** Whether the program goes on with nothing on the screen but its icon. */
  get staysInTray(): boolean {
    return this.#hasTray && this.#options.settings().closeToTray
  }

  /** The same, once it is known whether there is a tray. */
  async willStayInTray(): Promise<boolean> {
    await this.#trayKnown
    return this.staysInTray
  }

  /** Takes the keys and makes the small window ready, once the first window is on the screen. */
  start(): void {
    if (!this.#options.takesKeys) return
    this.follow()
    this.#timer = setTimeout(() => this.#prepare(), PREPARE_AFTER_MS)
    this.#timer.unref()
  }

  /** The settings may name other keys. */
  follow(): void {
    if (!this.#options.takesKeys) return
    this.#changing(() => this.#shortcut.want(this.#options.settings().shortcuts.quickAsk))
  }

  pause(paused: boolean): void {
    this.#changing(() => this.#shortcut.rest('paused', paused))
  }

  /** A page that goes while it records cannot say so: the keys come back by themselves. */
  record(recording: boolean): void {
    if (this.#recording) clearTimeout(this.#recording)
    this.#recording = recording ? setTimeout(() => this.record(false), LONGEST_RECORDING_MS).unref() : null
    this.#changing(() => this.#shortcut.rest('recording', recording))
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer)
    if (this.#recording) clearTimeout(this.#recording)
    this.#stopWatching()
    this.#shortcut.close()
  }

  /** Keys that cannot be had, and need no window that waits for them. */
  #prepare(): void {
    if (this.#shortcut.state === 'on') this.quick.prepare()
  }

  #setTray(there: boolean): void {
    this.#changing(() => (this.#hasTray = there))
    this.#traySeen()
  }

  #changing(change: () => void): void {
    const before = JSON.stringify(this.state)
    change()
    if (JSON.stringify(this.state) !== before) this.#options.changed(this.state)
  }
}
