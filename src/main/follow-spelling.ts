import { session, type App as ElectronApp, type Session } from 'electron'
import type { Settings } from '../shared/domain/settings'
import { broadcast } from './ipc/publish'
import type { SettingsStore } from './settings/settings-store'
import { LearnedWords } from './window/learned-words'
import { DICTIONARIES, Spelling } from './window/spelling'
import { proxyConfig } from './wire/proxy-config'

export interface FollowedSpelling {
  readonly spelling: Spelling
  readonly words: LearnedWords
}

/** What is written is checked in the language of the settings. A mirror of the dictionaries may be named. */
export function followSpelling(app: ElectronApp, settings: SettingsStore, page: Session): FollowedSpelling {
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
  const words = new LearnedWords({
    words: () => settings.get().learnedWords,
    keep: (learnedWords) => void settings.change({ learnedWords }),
    store: () => session.defaultSession
  })
  let before: readonly string[] = []
  const follow = ({ spelling: language, learnedWords }: Settings): void => {
    void spelling.follow(language)
    if (JSON.stringify(before) !== JSON.stringify(learnedWords)) void words.follow(before)
    before = learnedWords
  }
  follow(settings.get())
  settings.onChange(follow)
  return { spelling, words }
}
