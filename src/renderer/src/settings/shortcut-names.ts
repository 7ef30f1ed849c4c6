import type { ShortcutId } from '../../../shared/domain/shortcuts'
import { WINDOW_ACTIONS } from '../../../shared/window-actions'
import { m } from '../words'

/** What an action is called where its keys are chosen. */
export function shortcutName(id: ShortcutId): string {
  return id === 'quickAsk' ? m.settings_quick_ask() : WINDOW_ACTIONS[id].name({})
}
