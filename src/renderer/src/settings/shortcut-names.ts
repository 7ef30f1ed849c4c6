import type { ShortcutId } from '../../../shared/domain/shortcuts'
import { m } from '../words'

const NAMES: Readonly<Record<ShortcutId, () => string>> = {
  quickAsk: m.settings_quick_ask,
  'new-conversation': m.history_new,
  'new-window': m.settings_shortcut_window,
  'open-palette': m.palette_label,
  'find-conversation': m.search_field,
  'find-in-conversation': m.chat_find,
  translate: m.translate_title,
  'toggle-sidebar': m.settings_shortcut_sidebar,
  'open-settings': m.settings_title,
  stop: m.settings_shortcut_stop
}

/** What an action is called where its keys are chosen. */
export function shortcutName(id: ShortcutId): string {
  return NAMES[id]()
}
