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
