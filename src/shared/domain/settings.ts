import type { ProviderId } from './ids'
import type { Shortcuts } from './shortcuts'

export const LANGUAGES = ['system', 'en', 'zh-CN'] as const
export const THEMES = ['system', 'light', 'dark'] as const
export const SEND_KEYS = ['enter', 'mod-enter'] as const

/** Of the text of conversations and of everything around it, in per cent. */
export const TEXT_SIZES = [90, 100, 110, 125, 150, 200] as const
/** One step up or down from a size, as far as there is one; 0 is back to the usual. */
export function nextTextSize(size: (typeof TEXT_SIZES)[number], by: 1 | 0 | -1): (typeof TEXT_SIZES)[number] {
  return by === 0 ? 100 : (TEXT_SIZES[TEXT_SIZES.indexOf(size) + by] ?? size)
}

export const DENSITIES = ['comfortable', 'compact'] as const
export const COLUMN_WIDTHS = ['narrow', 'normal', 'wide'] as const

/** Where requests to providers go through; a server on this computer is always met directly. */
export type ProxySetting =
  | { readonly mode: 'system' }
  | { readonly mode: 'none' }
  | { readonly mode: 'manual'; readonly address: string }

/** What a manual proxy may be: `http://host:port`, `https://host:port` or `socks5://host:port`, without a name or password. */
export const PROXY_ADDRESS = /^(https?|socks5):\/\/(\[[0-9a-fA-F:.]+\]|[\w.-]{1,253}):\d{1,5}$/

export type Locale = 'en' | 'zh-CN'

/** `frame` flushes once per display frame; `chunks` is the page's rule: N chunks or T ms, whichever comes first. */
export type FlushPolicy =
  | { readonly mode: 'frame' }
  | { readonly mode: 'chunks'; readonly chunks: number; readonly ms: number }

export interface Settings {
  readonly language: (typeof LANGUAGES)[number]
  readonly theme: (typeof THEMES)[number]
  readonly textSize: (typeof TEXT_SIZES)[number]
  readonly density: (typeof DENSITIES)[number]
  readonly columnWidth: (typeof COLUMN_WIDTHS)[number]
  readonly sendKey: (typeof SEND_KEYS)[number]
  readonly sidebarOpen: boolean
  readonly flush: FlushPolicy
  /** Further attempts after the first, 0 to 10. */
  readonly maxRetries: number
  /** What the model is told when it is to go on from a partial answer. */
  readonly continueWording: string
  readonly proxy: ProxySetting
  readonly toolsOffered: boolean
  /** How many times in a row a model may call tools for one question, 0 to 20. */
  readonly maxToolRounds: number
  /** Provider and model of new conversations. */
  readonly chosenProviderId: ProviderId
  readonly shortcuts: Shortcuts
  /** Whether the program goes on when its last window closes; only where a tray icon shows that it does. */
  readonly closeToTray: boolean
  readonly startAtLogin: boolean
  /** Whether the system says that an answer is ready while no window of ours has the focus. */
  readonly tellWhenReady: boolean
  /** Of which language the spelling is checked, as a tag, or `system` where the system does it; empty for none. */
  readonly spelling: string
  /** Words that are right although no dictionary has them, as the person said, the newest last. */
  readonly learnedWords: readonly string[]
}

const WORD = /^[^\s\p{Cc}]+$/u
/** As UTF-8; Chromium's own dictionary refuses a longer one. */
const MOST_WORD_BYTES = 99
/** Whether it is one word, as Chromium's own dictionary takes it. */
export function isLearnable(word: string): boolean {
  return word.length <= MOST_WORD_BYTES && WORD.test(word) && new TextEncoder().encode(word).length <= MOST_WORD_BYTES
}
/** More are no person's own words; the file is read whole at each start. */
export const MOST_LEARNED_WORDS = 5_000

/** What `spelling` may be. */
export const SPELLING = /^(?:|system|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2})$/

export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] }
