import type { Provider } from '../../shared/domain/provider'
import { nextTextSize, type Settings } from '../../shared/domain/settings'
import { SHORTCUT_IDS, type ShortcutId } from '../../shared/domain/shortcuts'
import type { WindowCommand } from '../../shared/ipc/events'
import { canDo, WINDOW_ACTIONS, type WindowNow } from '../../shared/window-actions'
import type { AppState } from './app-state.svelte'
import type { OpenedConversation } from './chat/opened-conversation'
import type { PaletteEntry } from './palette/palette-entry'
import { m } from './words'

/** What the palette can have the window do. */
export interface WindowActions {
  readonly obey: (command: WindowCommand) => void
  readonly newWindow: () => void
  readonly keysOf: (id: ShortcutId) => readonly string[]
  /** The conversation in front; null where there is none. */
  readonly opened: () => OpenedConversation | null
  /** What decides which actions can do something; null before anything is shown. */
  readonly now: () => WindowNow | null
}

/**
 * What can be done without a conversation, first what has keys: all but the small window, which has the keys of the
 * system, and the palette itself.
 */
export function actionEntries(actions: WindowActions): readonly PaletteEntry[] {
  const ids = possible(actions).filter((id) => !WINDOW_ACTIONS[id].ofConversation)
  const entries = ids.flatMap((id) => (id === 'quickAsk' || id === 'open-palette' ? [] : [entry(id, actions)]))
  const hasKeys = ({ keys }: PaletteEntry): boolean => keys !== undefined && keys.length > 0
  return [...entries.filter(hasKeys), ...entries.filter((one) => !hasKeys(one))]
}

/** What is done with the conversation in front. */
export function conversationEntries(actions: WindowActions): readonly PaletteEntry[] {
  const opened = actions.opened()
  if (!opened) return []
  const now: Partial<Record<ShortcutId, string>> = {
    pin: opened.pinned ? m.history_unpin() : m.history_pin(),
    archive: opened.archived ? m.history_unarchive() : m.history_archive()
  }
  return possible(actions).flatMap((id) =>
    id !== 'quickAsk' && WINDOW_ACTIONS[id].ofConversation ? [{ ...entry(id, actions), ...named(now[id]) }] : []
  )
}

/** The menu greys the others. */
function possible(actions: WindowActions): readonly ShortcutId[] {
  const now = actions.now()
  return SHORTCUT_IDS.filter((id) => now === null || canDo(id, now))
}

function named(label: string | undefined): Pick<PaletteEntry, 'label'> | Record<string, never> {
  return label === undefined ? {} : { label }
}

function entry(id: Exclude<ShortcutId, 'quickAsk'>, { obey, newWindow, keysOf }: WindowActions): PaletteEntry {
  const run = id === 'new-window' ? newWindow : () => obey(id)
  return { id, label: WINDOW_ACTIONS[id].name({}), keys: keysOf(id), run }
}

export function settingsEntries(
  app: AppState,
  settings: Settings,
  providers: readonly Provider[]
): readonly PaletteEntry[] {
  const themes = [
    ['light', m.palette_theme_light()],
    ['dark', m.palette_theme_dark()],
    ['system', m.palette_theme_system()]
  ] as const
  const sizes = [
    [1, m.app_zoom_in()],
    [-1, m.app_zoom_out()],
    [0, m.app_zoom_reset()]
  ] as const
  return [
    ...providers.map(({ id, name }) => ({
      id: `provider-${id}`,
      label: m.palette_provider({ name }),
      run: () => app.openSettings({ kind: 'provider', id })
    })),
    ...themes.map(([theme, label]) => ({ id: `theme-${theme}`, label, run: () => void app.change({ theme }) })),
    ...sizes.map(([by, label]) => ({
      id: `text-${by}`,
      label,
      run: () => void app.change({ textSize: nextTextSize(settings.textSize, by) })
    }))
  ]
}
