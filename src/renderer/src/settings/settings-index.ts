import { foldText } from '../../../shared/find-text'
import type { Locale } from '../../../shared/domain/settings'
import { SHORTCUT_IDS } from '../../../shared/domain/shortcuts'
import { WINDOW_ACTIONS } from '../../../shared/window-actions'
import { m } from '../words'

type Words = (inputs: Record<string, never>, options: { locale: Locale }) => string
type Rows = Readonly<Record<string, readonly Words[]>>

const SHORTCUT_NAMES = SHORTCUT_IDS.filter((id) => id !== 'quickAsk').map((id) => WINDOW_ACTIONS[id].name)

const LOCALES: readonly Locale[] = ['en', 'zh-CN']

/** Every section of the settings in the order of the page, its rows, and by which words each is found. */
export const SETTINGS_INDEX = {
  providers: {
    title: m.settings_providers,
    rows: { providers: [m.settings_providers_text, m.settings_add_provider, m.settings_also_providers] }
  },
  appearance: {
    title: m.settings_appearance,
    rows: {
      theme: [m.settings_theme, m.settings_light, m.settings_dark, m.settings_also_theme],
      language: [m.settings_language, m.settings_also_language],
      spelling: [m.settings_spelling, m.settings_learned, m.settings_also_spelling],
      textSize: [m.settings_text_size, m.settings_also_text_size],
      columnWidth: [m.settings_column_width, m.settings_narrow, m.settings_wide, m.settings_also_column_width],
      density: [m.settings_density, m.settings_comfortable, m.settings_compact, m.settings_also_density]
    }
  },
  keyboard: {
    title: m.settings_keyboard,
    rows: {
      send: [m.settings_send, m.settings_also_send],
      quickAsk: [m.settings_quick_ask, m.settings_quick_ask_hint, m.settings_also_shortcuts],
      shortcuts: [m.settings_shortcuts, m.settings_also_shortcuts, ...SHORTCUT_NAMES]
    }
  },
  desktop: {
    title: m.settings_desktop,
    rows: {
      closeToTray: [m.settings_close_to_tray, m.settings_close_to_tray_hint, m.settings_also_tray],
      startAtLogin: [m.settings_start_at_login, m.settings_also_start],
      tellWhenReady: [m.settings_tell_when_ready, m.settings_tell_when_ready_hint, m.settings_also_tell]
    }
  },
  streaming: {
    title: m.settings_streaming,
    rows: {
      flush: [m.settings_flush, m.settings_flush_frame, m.settings_flush_chunks, m.settings_also_flush],
      retries: [m.settings_retries, m.settings_retries_hint, m.settings_also_retries],
      wording: [m.settings_wording, m.settings_wording_hint, m.settings_also_wording]
    }
  },
  network: {
    title: m.settings_network,
    rows: { proxy: [m.settings_proxy, m.settings_proxy_hint, m.settings_proxy_address, m.settings_also_proxy] }
  },
  tools: {
    title: m.settings_tools,
    rows: {
      toolsOffered: [m.settings_tools_offered, m.settings_tools_hint, m.settings_also_tools],
      toolRounds: [m.settings_rounds, m.settings_also_tools]
    }
  },
  history: {
    title: m.transfer_history,
    rows: {
      dataFolder: [m.settings_data_folder, m.transfer_move, m.settings_also_history],
      importHistory: [m.transfer_import_row, m.transfer_import_hint],
      exportHistory: [m.transfer_export_all, m.transfer_export_all_hint, m.settings_also_history],
      backUp: [m.transfer_back_up_row, m.transfer_back_up_hint, m.settings_also_history],
      restore: [m.transfer_restore_row, m.transfer_restore_hint]
    }
  },
  file: {
    title: m.settings_file_section,
    rows: {
      exportSettings: [m.settings_file_export, m.settings_file_export_hint, m.settings_also_file],
      importSettings: [m.settings_file_import, m.settings_file_import_hint, m.settings_also_file]
    }
  },
  about: { title: m.settings_about, rows: { about: [m.settings_version, m.settings_licence, m.settings_also_about] } }
} as const satisfies Readonly<Record<string, { readonly title: Words; readonly rows: Rows }>>

export type SectionId = keyof typeof SETTINGS_INDEX
export type RowId = { [S in SectionId]: keyof (typeof SETTINGS_INDEX)[S]['rows'] }[SectionId] & string

export const SECTION_IDS = Object.keys(SETTINGS_INDEX) as readonly SectionId[]

/**
 * The rows that have every word of what is typed in their own words or in their section's title, in either language
 * and without regard to case, width and accents; all of them while nothing is typed. `more` are words of this moment,
 * as the names of providers.
 */
export function rowsFor(typed: string, more: Partial<Record<RowId, string>> = {}): ReadonlySet<RowId> {
  const wanted = foldText(typed).split(' ').filter((word) => word !== '')
  const found = new Set<RowId>()
  for (const id of SECTION_IDS) {
    for (const [row, words] of Object.entries(SETTINGS_INDEX[id].rows) as [RowId, readonly Words[]][]) {
      const text = foldText(`${inEveryLanguage([SETTINGS_INDEX[id].title, ...words])} ${more[row] ?? ''}`)
      if (wanted.every((word) => text.includes(word))) found.add(row)
    }
  }
  return found
}

export function rowsOf(id: SectionId): readonly RowId[] {
  return Object.keys(SETTINGS_INDEX[id].rows) as RowId[]
}

function inEveryLanguage(words: readonly Words[]): string {
  return words.flatMap((word) => LOCALES.map((locale) => word({}, { locale }))).join(' ')
}
