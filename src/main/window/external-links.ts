import { dialog, shell, type BrowserWindow } from 'electron'
import type { Locale } from '../../shared/domain/settings'
import * as m from '../../shared/messages/messages.js'
import { linkAddress } from './link-address'

/** Opens a link in the system's browser after the person's yes. The only way out of the app. */
export async function openExternalLink(text: string, parent: BrowserWindow | null, locale: Locale): Promise<boolean> {
  const address = linkAddress(text)
  if (address === null) return false
  const question = {
    type: 'question' as const,
    message: m.app_open_link({}, { locale }),
    detail: address,
    buttons: [m.app_open_link_yes({}, { locale }), m.app_cancel({}, { locale })],
    defaultId: 0,
    cancelId: 1
  }
  const { response } = await (parent ? dialog.showMessageBox(parent, question) : dialog.showMessageBox(question))
  if (response !== 0) return false
  await shell.openExternal(address)
  return true
}

/** Shows a file that the app itself has written, in the system's file manager. */
export function showInFolder(file: string): void {
  shell.showItemInFolder(file)
}

/** Opens a folder of the app itself in the system's file manager. */
export async function openFolder(folder: string): Promise<void> {
  await shell.openPath(folder)
}
