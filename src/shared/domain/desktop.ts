/** What became of the keys for quick-ask. `taken`: another program holds them. */
export type ShortcutState = 'on' | 'off' | 'paused' | 'taken' | 'wayland'

/** How the app stands with the desktop around it. */
export interface DesktopState {
  readonly quickAsk: ShortcutState
  /** Whether something shows tray icons; always on macOS and Windows. */
  readonly tray: boolean
  /** The line that opens quick-ask, to bind to keys in the desktop's own settings. */
  readonly quickAskCommand: string
}
