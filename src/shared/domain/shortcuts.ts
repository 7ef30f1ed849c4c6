/**
 * Every action that keys can be bound to, with its keys as Electron writes them where the person has chosen none. The
 * one table: the window, the menu, the hints and the settings read it.
 */
export const DEFAULT_SHORTCUTS = {
  /** Works wherever the person is, so other programs may hold it. */
  quickAsk: 'CommandOrControl+Shift+Space',
  'new-conversation': 'CommandOrControl+N',
  'new-window': 'CommandOrControl+Shift+N',
  import: '',
  'export-all': '',
  'back-up': '',
  restore: '',
  'open-folder': '',
  'move-history': '',
  'import-settings': '',
  'export-settings': '',
  'add-provider': '',
  'open-settings': 'CommandOrControl+,',
  'find-in-conversation': 'CommandOrControl+F',
  'choose-model': '',
  'answer-again': '',
  'copy-answer': '',
  stop: 'CommandOrControl+.',
  rename: 'F2',
  pin: '',
  archive: '',
  'open-in-window': '',
  export: '',
  delete: '',
  'toggle-sidebar': 'CommandOrControl+B',
  'open-palette': 'CommandOrControl+K',
  'find-conversation': 'CommandOrControl+Shift+F',
  translate: 'CommandOrControl+T',
  'new-folder': '',
  'show-archive': '',
  'show-trash': ''
} as const satisfies Readonly<Record<string, string>>

export type ShortcutId = keyof typeof DEFAULT_SHORTCUTS
/** Each action by its keys; empty for none. */
export type Shortcuts = Readonly<Record<ShortcutId, string>>

export const SHORTCUT_IDS = Object.keys(DEFAULT_SHORTCUTS) as readonly ShortcutId[]

/**
 * Keys with at least one modifier that one does not type with, or F1 to F24: a bare letter would be taken from every
 * program.
 */
export const ACCELERATOR =
  /^$|^(?:Shift\+)?F(?:[1-9]|1\d|2[0-4])$|^(?=.*(?:CommandOrControl|Control|Command|Alt|Super)\+)(?:(?:CommandOrControl|Control|Command|Alt|Super|Shift)\+){1,4}(?:[A-Za-z0-9]{1,9}|[,./;'[\]\\=`-])$/

/** Writing, closing, zooming and going to the next place found have these on every system. */
const FIXED = /^(?:Shift\+)?F3$|^F11$|^CommandOrControl\+(?:[ACVXYZQW0=-]|Shift\+[VZ=])$/

/** What speaks against these keys for this action: another action that has them, or the system's own use. */
export function shortcutConflict(shortcuts: Shortcuts, id: ShortcutId, keys: string): ShortcutId | 'fixed' | null {
  if (keys === '') return null
  if (FIXED.test(keys)) return 'fixed'
  return SHORTCUT_IDS.find((other) => other !== id && shortcuts[other] === keys) ?? null
}
