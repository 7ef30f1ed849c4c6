/** What a key does in the small window, besides writing. */
export type QuickCommand = 'hide' | 'stop' | 'new' | 'open' | 'copy' | 'keep' | 'attach' | 'translate' | { readonly action: number }

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>

const BY_KEY: ReadonlyMap<string, QuickCommand> = new Map([
  ['.', 'stop'],
  ['n', 'new'],
  ['enter', 'open'],
  ['d', 'keep'],
  ['t', 'translate']
])

/** The command of a key press, or null. `selected`: there is a selection, which copying means then. */
export function quickCommandOf(press: Press, platform: string, selected: boolean): QuickCommand | null {
  if (press.isComposing || press.altKey) return null
  if (press.key === 'Escape') return 'hide'
  const mac = platform === 'darwin'
  const mod = mac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey
  if (!mod) return null
  const key = press.key.toLowerCase()
  if (press.shiftKey) return key === 'v' ? 'attach' : null
  if (key === 'c') return selected ? null : 'copy'
  // The digit by its place: some layouts need Shift for it.
  const digit = /^Digit([1-9])$/.exec(press.code)?.[1]
  return digit === undefined ? (BY_KEY.get(key) ?? null) : { action: Number(digit) - 1 }
}

/** How the keys of a command are written on this system. */
export function quickKeys(keys: string, platform: string): string {
  return platform === 'darwin' ? keys.replace('Ctrl+', '⌘').replace('Shift+', '⇧') : keys
}
