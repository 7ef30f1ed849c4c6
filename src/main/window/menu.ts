import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Locale } from '../../shared/domain/settings'
import type { ShortcutId, Shortcuts } from '../../shared/domain/shortcuts'
import type { WindowCommand } from '../../shared/ipc/events'
import * as m from '../../shared/messages/messages.js'

export interface MenuActions {
  readonly platform: NodeJS.Platform
  readonly shortcuts: Shortcuts
  readonly command: (command: WindowCommand) => void
  readonly newWindow: () => void
  /** Larger, smaller, or 0 for the usual size. */
  readonly resizeText: (by: 1 | 0 | -1) => void
}

/** Puts up the application menu, with every action of the window and its keys, in the person's language. */
export function setMenu(locale: Locale, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(locale, actions)))
}

export function menuTemplate(locale: Locale, actions: MenuActions): MenuItemConstructorOptions[] {
  const menus = [fileMenu(locale, actions), editMenu(locale), viewMenu(locale, actions), windowMenu(locale)]
  return actions.platform === 'darwin' ? [{ role: 'appMenu' }, ...menus] : menus
}

type Item = MenuItemConstructorOptions

function fileMenu(locale: Locale, actions: MenuActions): Item {
  const to = { locale }
  return {
    label: m.app_menu_file({}, to),
    submenu: [
      commandItem(m.app_new_conversation({}, to), 'new-conversation', actions),
      { label: m.app_new_window({}, to), ...keysOf('new-window', actions), click: actions.newWindow },
      { type: 'separator' },
      commandItem(m.app_settings({}, to), 'open-settings', actions),
      { type: 'separator' },
      { role: 'close', label: m.app_close_window({}, to) },
      { role: 'quit', label: m.app_quit({}, to), accelerator: 'CmdOrCtrl+Q' }
    ]
  }
}

function editMenu(locale: Locale): Item {
  const to = { locale }
  return {
    label: m.app_menu_edit({}, to),
    submenu: [
      { role: 'undo', label: m.app_undo({}, to) },
      { role: 'redo', label: m.app_redo({}, to) },
      { type: 'separator' },
      { role: 'cut', label: m.app_cut({}, to) },
      { role: 'copy', label: m.app_copy({}, to) },
      { role: 'paste', label: m.app_paste({}, to) },
      { role: 'selectAll', label: m.app_select_all({}, to) }
    ]
  }
}

function viewMenu(locale: Locale, actions: MenuActions): Item {
  const to = { locale }
  return {
    label: m.app_menu_view({}, to),
    submenu: [
      commandItem(m.app_toggle_sidebar({}, to), 'toggle-sidebar', actions),
      commandItem(m.app_palette({}, to), 'open-palette', actions),
      commandItem(m.app_find_conversation({}, to), 'find-conversation', actions),
      commandItem(m.app_find_here({}, to), 'find-in-conversation', actions),
      commandItem(m.app_stop({}, to), 'stop', actions),
      { type: 'separator' },
      commandItem(m.translate_title({}, to), 'translate', actions),
      { type: 'separator' },
      { role: 'reload', label: m.app_reload({}, to) },
      ...textSizeItems(locale, actions),
      { type: 'separator' },
      { role: 'togglefullscreen', label: m.app_full_screen({}, to) },
      { role: 'toggleDevTools' }
    ]
  }
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

function windowMenu(locale: Locale): Item {
  return { label: m.app_menu_window({}, { locale }), submenu: [{ role: 'minimize', label: m.app_minimize({}, { locale }) }] }
}

function commandItem(label: string, command: WindowCommand, actions: MenuActions): Item {
  return { label, ...keysOf(command, actions), click: () => actions.command(command) }
}

function keysOf(id: ShortcutId, { shortcuts }: MenuActions): Pick<Item, 'accelerator'> {
  return shortcuts[id] === '' ? {} : { accelerator: shortcuts[id] }
}
