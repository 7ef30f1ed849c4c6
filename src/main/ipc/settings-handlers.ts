import type { Settings, SettingsChange } from '../../shared/domain/settings'
import type { Handlers } from './handlers'

export interface SettingsRooms {
  readonly get: () => Settings
  readonly change: (change: SettingsChange) => Settings
}

export function settingsHandlers({ get, change }: SettingsRooms): Pick<Handlers, 'settings:get' | 'settings:change'> {
  return {
    'settings:get': () => get(),
    'settings:change': (ask) => change(ask)
  }
}
