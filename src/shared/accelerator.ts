import { ACCELERATOR } from './domain/shortcuts'

/** What of a key press decides. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** Electron's names where they are not the browser's. */
const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Enter: 'Return',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Equal: '=',
  Minus: '-',
  Backquote: '`'
}
const NAMED = /^(?:Space|Tab|Home|End|PageUp|PageDown|Insert|Delete|F(?:[1-9]|1\d|2[0-4]))$/

/** The pressed keys as Electron writes them; null while only modifiers are held, or where they would write. */
export function acceleratorOf(press: KeyPress, platform: string): string | null {
  const key = nameOf(press)
  if (key === null) return null
  const mac = platform === 'darwin'
  const main = mac ? press.metaKey : press.ctrlKey
  const keys = [
    main ? 'CommandOrControl' : null,
    mac && press.ctrlKey ? 'Control' : null,
    !mac && press.metaKey ? 'Super' : null,
    press.altKey ? 'Alt' : null,
    press.shiftKey ? 'Shift' : null,
    key
  ]
  const accelerator = keys.filter((one) => one !== null).join('+')
  return ACCELERATOR.test(accelerator) ? accelerator : null
}

/** How an accelerator is written on this system. */
export function acceleratorText(accelerator: string, platform: string): string {
  if (platform !== 'darwin') return accelerator.replace('CommandOrControl', 'Ctrl')
  const signs: Readonly<Record<string, string>> = { CommandOrControl: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧' }
  const keys = accelerator.split('+')
  return keys.map((key) => signs[key] ?? key).join('')
}

/**
 * Latin letters and signs by what they write, so that Ctrl+Z is where the person's layout has its Z; all else by the
 * place of the key, which with Shift, Alt or a layout of other letters writes something else.
 */
function nameOf({ key, code }: KeyPress): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  if (/^[,./;'[\]\\=`-]$/.test(key)) return key
  const plain = /^(?:Key([A-Z])|Digit(\d))$/.exec(code)
  const name = plain?.[1] ?? plain?.[2] ?? NAMES[code] ?? code
  return plain || NAMES[code] !== undefined || NAMED.test(name) ? name : null
}
