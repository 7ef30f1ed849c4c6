import type { ShortcutState } from '../../shared/domain/desktop'

/** What is used of Electron's `globalShortcut`. */
export interface KeyGrab {
  register(accelerator: string, pressed: () => void): boolean
  unregister(accelerator: string): void
}

export interface QuickShortcutOptions {
  readonly keys: KeyGrab
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly pressed: () => void
}

/** The keys that open quick-ask from anywhere, as long as they can be had. */
export class QuickShortcut {
  readonly #options: QuickShortcutOptions
  readonly #isWayland: boolean
  #held: string | null = null
  #wanted = ''
  #state: ShortcutState = 'off'
  /** Each lets go of the keys: the person has paused them, and new ones are being recorded. */
  readonly #reasonsToRest = new Set<'paused' | 'recording'>()

  constructor(options: QuickShortcutOptions) {
    this.#options = options
    // There no program sees keys that are meant for another; what X11 programs are given works only among themselves.
    this.#isWayland = options.platform === 'linux' && isWayland(options.env)
  }

  get state(): ShortcutState {
    return this.#state
  }

  get isPaused(): boolean {
    return this.#reasonsToRest.has('paused')
  }

  /** Takes these keys instead of those before; empty for none. */
  want(accelerator: string): void {
    this.#wanted = accelerator
    this.#apply()
  }

  rest(reason: 'paused' | 'recording', resting: boolean): void {
    if (resting) this.#reasonsToRest.add(reason)
    else this.#reasonsToRest.delete(reason)
    this.#apply()
  }

  close(): void {
    this.#letGo()
  }

  #apply(): void {
    const rests = this.#reasonsToRest.size > 0
    if (this.#isWayland) this.#state = 'wayland'
    else if (this.#wanted === '') this.#state = 'off'
    else if (rests) this.#state = this.isPaused ? 'paused' : this.#state
    else if (this.#held === this.#wanted) this.#state = 'on'
    else return this.#take()
    if (rests || this.#wanted === '') this.#letGo()
  }

  #take(): void {
    this.#letGo()
    const got = this.#register(this.#wanted)
    this.#held = got ? this.#wanted : null
    this.#state = got ? 'on' : 'taken'
  }

  /** Electron throws for keys it does not know: a file may name any. */
  #register(accelerator: string): boolean {
    try {
      return this.#options.keys.register(accelerator, this.#options.pressed)
    } catch {
      // Keys that cannot be had are told like keys that another program holds.
      return false
    }
  }

  #letGo(): void {
    if (this.#held !== null) this.#options.keys.unregister(this.#held)
    this.#held = null
  }
}

function isWayland(env: QuickShortcutOptions['env']): boolean {
  return env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== ''
}
