import { Menu, type MenuItemConstructorOptions } from 'electron'
import { THEMES, type Locale, type Settings } from '../../shared/domain/settings'
import { SHORTCUT_IDS, type ShortcutId, type Shortcuts } from '../../shared/domain/shortcuts'
import type { WindowCommand } from '../../shared/ipc/events'
import * as m from '../../shared/messages/messages.js'
import { ACTION_MENUS, canDo, WINDOW_ACTIONS, type WindowNow } from '../../shared/window-actions'

type Theme = Settings['theme']

export interface MenuActions {
  readonly platform: NodeJS.Platform
  readonly shortcuts: Shortcuts
  readonly theme: Theme
  /** What the window in front shows; null where that is not known, and everything is offered. */
  readonly now: WindowNow | null
  readonly command: (command: WindowCommand) => void
  readonly newWindow: () => void
  readonly quickAsk: () => void
  readonly chooseTheme: (theme: Theme) => void
  /** Larger, smaller, or 0 for the usual size. */
  readonly resizeText: (by: 1 | 0 | -1) => void
}

/** Puts up the application menu, with every action of the window and its keys, in the person's language. */
export function setMenu(locale: Locale, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(locale, actions)))
}

/** The menu that is up follows the window in front: what can do nothing there is greyed. */
export function greyMenu(now: WindowNow | null): void {
  const menu = Menu.getApplicationMenu()
  for (const id of SHORTCUT_IDS) {
    const item = menu?.getMenuItemById(id)
    if (item) item.enabled = now === null || canDo(id, now)
  }
}

export function menuTemplate(locale: Locale, actions: MenuActions): MenuItemConstructorOptions[] {
  const to = { locale }
  const menus: Item[] = [
    { label: m.app_menu_file({}, to), submenu: [...ownItems('file', locale, actions), ...endItems(locale)] },
    { label: m.app_menu_edit({}, to), submenu: editItems(locale) },
    { label: m.app_menu_conversation({}, to), submenu: ownItems('conversation', locale, actions) },
    { label: m.app_menu_view({}, to), submenu: [...ownItems('view', locale, actions), ...viewItems(locale, actions)] },
    { label: m.app_menu_window({}, to), submenu: [{ role: 'minimize', label: m.app_minimize({}, to) }] }
  ]
  return actions.platform === 'darwin' ? [{ role: 'appMenu' }, ...menus] : menus
}

type Item = MenuItemConstructorOptions

const LINE: Item = { type: 'separator' }

function ownItems(menu: keyof typeof ACTION_MENUS, locale: Locale, actions: MenuActions): Item[] {
  const groups: readonly (readonly ShortcutId[])[] = ACTION_MENUS[menu]
  return groups.flatMap((group, index): Item[] => {
    const items = group.map((id) => actionItem(id, locale, actions))
    return index === 0 ? items : [LINE, ...items]
  })
}

function actionItem(id: ShortcutId, locale: Locale, actions: MenuActions): Item {
  const { name, asks } = WINDOW_ACTIONS[id]
  const own = { id, enabled: actions.now === null || canDo(id, actions.now) }
  const label = asks ? m.app_asks({ name: name({}, { locale }) }, { locale }) : name({}, { locale })
  const keys = actions.shortcuts[id] === '' ? {} : { accelerator: actions.shortcuts[id] }
  if (id === 'new-window') return { ...own, label, ...keys, click: actions.newWindow }
  // Its keys are taken from the whole system, where that is possible.
  if (id === 'quickAsk') return { ...own, label, ...keys, registerAccelerator: false, click: actions.quickAsk }
  return { ...own, label, ...keys, click: () => actions.command(id) }
}

function endItems(locale: Locale): Item[] {
  const to = { locale }
  return [
    LINE,
    { role: 'close', label: m.app_close_window({}, to) },
    { role: 'quit', label: m.app_quit({}, to), accelerator: 'CmdOrCtrl+Q' }
  ]
}

function editItems(locale: Locale): Item[] {
  const to = { locale }
  return [
    { role: 'undo', label: m.app_undo({}, to) },
    { role: 'redo', label: m.app_redo({}, to) },
    LINE,
    { role: 'cut', label: m.app_cut({}, to) },
    { role: 'copy', label: m.app_copy({}, to) },
    { role: 'paste', label: m.app_paste({}, to) },
    { role: 'selectAll', label: m.app_select_all({}, to) }
  ]
}

function viewItems(locale: Locale, actions: MenuActions): Item[] {
  const to = { locale }
  return [
    LINE,
    { label: m.app_theme({}, to), submenu: themeItems(locale, actions) },
    ...textSizeItems(locale, actions),
    LINE,
    { role: 'reload', label: m.app_reload({}, to) },
    { role: 'togglefullscreen', label: m.app_full_screen({}, to) },
    { role: 'toggleDevTools' }
  ]
}

function themeItems(locale: Locale, { theme, chooseTheme }: MenuActions): Item[] {
  const names = { system: m.settings_system, light: m.settings_light, dark: m.settings_dark }
  return THEMES.map((one) => ({
    label: names[one]({}, { locale }),
    type: 'radio',
    checked: one === theme,
    click: () => chooseTheme(one)
  }))
}

/** What is larger or smaller is the text of the settings: in every window, and after the next start. */
function textSizeItems(locale: Locale, { resizeText }: MenuActions): Item[] {
  const to = { locale }
  return [
    { label: m.app_zoom_reset({}, to), accelerator: 'CmdOrCtrl+0', click: () => resizeText(0) },
    { label: m.app_zoom_in({}, to), accelerator: 'CmdOrCtrl+Plus', click: () => resizeText(1) },
    // The same key without Shift, as most layouts have it.
    { label: m.app_zoom_in({}, to), accelerator: 'CmdOrCtrl+=', visible: false, click: () => resizeText(1) },
    { label: m.app_zoom_out({}, to), accelerator: 'CmdOrCtrl+-', click: () => resizeText(-1) }
  ]
}
