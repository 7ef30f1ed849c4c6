import type { Provider } from '../../shared/domain/provider'
import type { ShortcutId } from '../../shared/domain/shortcuts'
import type { WindowCommand } from '../../shared/ipc/events'
import type { AppState } from './app-state.svelte'
import type { PaletteEntry } from './palette/palette-entry'
import { m } from './words'

/** What the palette can have the window do. */
export interface WindowActions {
  readonly obey: (command: WindowCommand) => void
  readonly newWindow: () => void
  readonly keysOf: (id: ShortcutId) => readonly string[]
}

export function actionEntries({ obey, newWindow, keysOf }: WindowActions): readonly PaletteEntry[] {
  const commands: readonly (readonly [WindowCommand, string])[] = [
    ['new-conversation', m.history_new()],
    ['find-conversation', m.palette_search()],
    ['find-in-conversation', m.palette_find()],
    ['translate', m.translate_title()],
    ['toggle-sidebar', m.palette_sidebar()],
    ['stop', m.palette_stop()]
  ]
  return [
    ...commands.map(([id, label]) => ({ id, label, keys: keysOf(id), run: () => obey(id) })),
    { id: 'new-window', label: m.palette_new_window(), keys: keysOf('new-window'), run: newWindow }
  ]
}

export function settingsEntries(app: AppState, providers: readonly Provider[]): readonly PaletteEntry[] {
  const themes = [
    ['light', m.palette_theme_light()],
    ['dark', m.palette_theme_dark()],
    ['system', m.palette_theme_system()]
  ] as const
  return [
    { id: 'settings', label: m.palette_open_settings(), run: () => app.openSettings() },
    { id: 'add-provider', label: m.palette_add_provider(), run: () => app.openSettings({ kind: 'add' }) },
    ...providers.map(({ id, name }) => ({
      id: `provider-${id}`,
      label: m.palette_provider({ name }),
      run: () => app.openSettings({ kind: 'provider', id })
    })),
    ...themes.map(([theme, label]) => ({ id: `theme-${theme}`, label, run: () => void app.change({ theme }) }))
  ]
}
