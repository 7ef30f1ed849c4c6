import { BrowserWindow, nativeTheme } from 'electron'
import { nextTextSize, type Locale } from '../shared/domain/settings'
import { broadcast, viewerOf } from './ipc/publish'
import type { SettingsStore } from './settings/settings-store'
import { greyMenu, setMenu } from './window/menu'
import type { Windows } from './window/windows'
import type { WindowsNow } from './window/windows-now'

/** The menu speaks the language of the settings, and the windows' frames follow their theme. */
export function followSettings(
  settings: SettingsStore,
  windows: Windows,
  now: WindowsNow,
  locale: () => Locale,
  quickAsk: () => void
): void {
  const follow = (): void => {
    nativeTheme.themeSource = settings.get().theme
    setMenu(locale(), {
      platform: process.platform,
      shortcuts: settings.get().shortcuts,
      theme: settings.get().theme,
      now: now.front,
      quickAsk,
      chooseTheme: (theme) => void settings.change({ theme }),
      newWindow: () => void windows.open(),
      resizeText: (by) => void settings.change({ textSize: nextTextSize(settings.get().textSize, by) }),
      command: (command) => {
        const front = BrowserWindow.getFocusedWindow()
        const window = front && windows.all.includes(front) ? front : windows.show()
        viewerOf(window.webContents).push('window:command', command)
      }
    })
  }
  follow()
  now.follow(() => greyMenu(now.front))
  settings.onChange((changed) => {
    follow()
    broadcast('settings:changed', changed)
  })
}
