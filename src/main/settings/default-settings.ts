import type { ProviderId } from '../../shared/domain/ids'
import type { Provider } from '../../shared/domain/provider'
import type { Settings } from '../../shared/domain/settings'
import { DEFAULT_SHORTCUTS } from '../../shared/domain/shortcuts'

/** Fixed, so that it is the same provider after the settings have been lost. */
export const demoProviderId = 'demo' as ProviderId

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  textSize: 100,
  density: 'comfortable',
  columnWidth: 'normal',
  sendKey: 'enter',
  sidebarOpen: true,
  flush: { mode: 'frame' },
  maxRetries: 3,
  continueWording: 'continue', // the provider page's own word for it
  proxy: { mode: 'system' },
  toolsOffered: true,
  maxToolRounds: 5,
  chosenProviderId: demoProviderId,
  shortcuts: DEFAULT_SHORTCUTS,
  closeToTray: false,
  startAtLogin: false,
  tellWhenReady: true,
  spelling: '',
  learnedWords: []
}

/** What stands in for a provider's field that cannot be read: nothing that would send a key anywhere. */
export const plainProvider: Omit<Provider, 'id'> = {
  preset: 'custom',
  name: 'Provider',
  baseUrl: '',
  keySource: { kind: 'none' },
  model: '',
  headers: [],
  temperature: null,
  maxTokens: null,
  limits: { connectMs: 30_000, firstEventMs: 300_000, idleMs: 120_000 },
  assistantPrefix: false,
  quirks: {}
}

/** Its base URL is filled in at each start and never stored: its server takes a free port. */
export const demoProvider: Provider = {
  ...plainProvider,
  id: demoProviderId,
  preset: 'demo',
  name: 'Demo',
  model: 'demo'
}
