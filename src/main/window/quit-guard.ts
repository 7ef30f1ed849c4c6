import { dialog } from 'electron'
import type { Locale } from '../../shared/domain/settings'
import * as m from '../../shared/messages/messages.js'

/** Whether to quit while answers are being written. Asks the person; a dialog that is closed means no. */
export async function mayQuit(locale: Locale): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: m.app_quit_question({}, { locale }),
    detail: m.app_quit_detail({}, { locale }),
    buttons: [m.app_quit_yes({}, { locale }), m.app_quit_no({}, { locale })],
    defaultId: 1,
    cancelId: 1
  })
  return response === 0
}
