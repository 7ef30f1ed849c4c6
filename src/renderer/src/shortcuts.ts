import { acceleratorOf, acceleratorText, type KeyPress } from '../../shared/accelerator'
import { SHORTCUT_IDS, type ShortcutId, type Shortcuts } from '../../shared/domain/shortcuts'

/** The action of the window that a key press is bound to, or null. */
export function boundTo(press: KeyPress, shortcuts: Shortcuts, platform: string): Exclude<ShortcutId, 'quickAsk'> | null {
  const keys = acceleratorOf(press, platform)
  const id = keys === null ? undefined : SHORTCUT_IDS.find((one) => shortcuts[one] === keys)
  return id === undefined || id === 'quickAsk' ? null : id
}

/** How the keys of an action are written on this system; none where it has none. */
export function keysOf(id: ShortcutId, shortcuts: Shortcuts, platform: string): readonly string[] {
  return shortcuts[id] === '' ? [] : [acceleratorText(shortcuts[id], platform)]
}
