import { dialog } from 'electron'
import type { Locale } from '../../shared/domain/settings'
import * as m from '../../shared/messages/messages.js'

export type Unfinished = 'answer' | 'translation'

/** Whether to quit while something is being written. Asks the person; a dialog that is closed means no. */
export async function mayQuit(unfinished: Unfinished, locale: Locale): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: { answer: m.app_quit_question, translation: m.app_quit_translation }[unfinished]({}, { locale }),
    detail: m.app_quit_detail({}, { locale }),
    buttons: [m.app_quit_yes({}, { locale }), m.app_quit_no({}, { locale })],
    defaultId: 1,
    cancelId: 1
  })
  return response === 0
}
