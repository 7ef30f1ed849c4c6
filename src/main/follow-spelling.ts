import { session, type App as ElectronApp, type Session } from 'electron'
import { broadcast } from './ipc/publish'
import type { SettingsStore } from './settings/settings-store'
import { DICTIONARIES, Spelling } from './window/spelling'
import { proxyConfig } from './wire/proxy-config'

/** What is written is checked in the language of the settings. A mirror of the dictionaries may be named. */
export function followSpelling(app: ElectronApp, settings: SettingsStore, page: Session): Spelling {
  const mirror = app.commandLine.getSwitchValue('dictionaries-from')
  const spelling = new Spelling({
    platform: process.platform,
    page,
    fetcher: () => session.fromPartition('rill-dictionaries'),
    proxy: () => proxyConfig(settings.get().proxy),
    from: mirror === '' ? DICTIONARIES : mirror,
    changed: (state) => broadcast('spelling:changed', state),
    giveUp: () => void settings.change({ spelling: '' })
  })
  void spelling.follow(settings.get().spelling)
  settings.onChange((changed) => void spelling.follow(changed.spelling))
  return spelling
}
