import type { ProviderId } from './ids'

export const LANGUAGES = ['system', 'en', 'zh-CN'] as const
export const THEMES = ['system', 'light', 'dark'] as const
export const SEND_KEYS = ['enter', 'mod-enter'] as const

export type Locale = 'en' | 'zh-CN'

/** `frame` flushes once per display frame; `chunks` is the page's rule: N chunks or T ms, whichever comes first. */
export type FlushPolicy =
  | { readonly mode: 'frame' }
  | { readonly mode: 'chunks'; readonly chunks: number; readonly ms: number }

export interface Settings {
  readonly language: (typeof LANGUAGES)[number]
  readonly theme: (typeof THEMES)[number]
  readonly sendKey: (typeof SEND_KEYS)[number]
  readonly sidebarOpen: boolean
  readonly flush: FlushPolicy
  /** Further attempts after the first, 0 to 10. */
  readonly maxRetries: number
  /** What the model is told when it is to go on from a partial answer. */
  readonly continueWording: string
  readonly toolsOffered: boolean
  /** How many times in a row a model may call tools for one question, 0 to 20. */
  readonly maxToolRounds: number
  /** Provider and model of new conversations. */
  readonly chosenProviderId: ProviderId
}

export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] }
