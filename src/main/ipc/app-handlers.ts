import { app, clipboard } from 'electron'
import type { Locale } from '../../shared/domain/settings'
import type { ConversationId } from '../../shared/domain/ids'
import type { AppInfo } from '../../shared/ipc/calls'
import { shownFolder } from '../history/data-folder'
import type { Notices } from '../notices'
import { openExternalLink } from '../window/external-links'
import type { WindowsNow } from '../window/windows-now'
import type { Handlers } from './handlers'
import { windowOf } from './publish'

type AppCalls = Extract<keyof Handlers, `app:${string}`>

export interface AppRooms {
  readonly notices: Notices
  readonly systemLocale: Locale
  readonly locale: () => Locale
  readonly newWindow: (conversationId: ConversationId | null) => void
  readonly windowsNow: Pick<WindowsNow, 'put'>
}

/** What belongs to the program as a whole. */
export function appHandlers(rooms: AppRooms): Pick<Handlers, AppCalls> {
  const { notices, systemLocale, locale, newWindow } = rooms
  return {
    'app:info': (): AppInfo => ({
      version: app.getVersion(),
      platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
      systemLocale,
      dataFolder: shownFolder(app.getPath('userData')),
      notices: notices.list()
    }),
    'app:open-link': async ({ url }, viewer) => ({ opened: await openExternalLink(url, windowOf(viewer), locale()) }),
    'app:copy-text': ({ text }) => {
      void clipboard.writeText(text)
      return {}
    },
    'app:new-window': ({ conversationId }) => {
      newWindow(conversationId)
      return {}
    },
    'app:window-now': (now, { id }) => {
      rooms.windowsNow.put(id, now)
      return {}
    },
    'app:dismiss-notice': ({ id }) => {
      notices.dismiss(id)
      return {}
    }
  }
}
