import { session, type App as ElectronApp, type Session } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../shared/domain/settings'
import { faultOf } from './fault-error'
import { broadcast } from './ipc/publish'
import type { Log } from './log'
import type { SettingsStore } from './settings/settings-store'
import { LearnedWords } from './window/learned-words'
import { DICTIONARIES, Spelling } from './window/spelling'
import { proxyConfig } from './wire/proxy-config'

export interface FollowedSpelling {
  readonly spelling: Spelling
  readonly words: LearnedWords
}

/** What is written is checked in the language of the settings. A mirror of the dictionaries may be named. */
export function followSpelling(app: ElectronApp, settings: SettingsStore, page: Session, log: Log): FollowedSpelling {
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
    store: () => session.defaultSession,
    hasLeft: () => existsSync(join(app.getPath('userData'), 'Custom Dictionary.txt')),
    failed: (error) => log.warn('learned-words-not-put', { fault: faultOf(error) })
  })
  const follow = ({ spelling: language }: Settings): void => {
    void spelling.follow(language)
    void words.follow()
  }
  follow(settings.get())
  settings.onChange(follow)
  return { spelling, words }
}
