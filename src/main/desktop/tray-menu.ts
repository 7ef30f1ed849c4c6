import type { MenuItemConstructorOptions } from 'electron'
import type { ConversationSummary } from '../../shared/domain/conversation'
import type { ShortcutState } from '../../shared/domain/desktop'
import type { ConversationId, RunId } from '../../shared/domain/ids'
import type { Locale } from '../../shared/domain/settings'
import * as m from '../../shared/messages/messages.js'

/** What the menu of the tray icon tells. */
export interface TrayNews {
  readonly recent: readonly Pick<ConversationSummary, 'id' | 'title'>[]
  readonly answering: readonly AnsweringNow[]
  readonly translating: boolean
  readonly shortcut: ShortcutState
  /** The keys of quick-ask; empty for none. */
  readonly quickAskKeys: string
}

export interface AnsweringNow {
  readonly runId: RunId
  readonly conversationId: ConversationId
  readonly title: string
}

export interface TrayActions {
  readonly ask: () => void
  /** Null for a new one. */
  readonly open: (id: ConversationId | null) => void
  readonly stop: (id: RunId) => void
  readonly showTranslation: () => void
  readonly stopTranslation: () => void
  readonly pause: (paused: boolean) => void
  readonly quit: () => void
}

type Item = MenuItemConstructorOptions

const MOST_TITLE_LENGTH = 48
const LINE: Item = { type: 'separator' }

export function trayMenu(news: TrayNews, locale: Locale, actions: TrayActions): Item[] {
  const to = { locale }
  const keys = news.shortcut === 'on' ? { accelerator: news.quickAskKeys, registerAccelerator: false } : {}
  const paused = news.shortcut === 'paused'
  return [
    { label: m.app_tray_ask({}, to), click: () => actions.ask(), ...keys },
    { label: m.app_new_conversation({}, to), click: () => actions.open(null) },
    ...under(m.app_tray_answering({}, to), news.answering.map((one) => answering(one, locale, actions))),
    ...(news.translating ? [LINE, translating(locale, actions)] : []),
    ...under(
      m.app_tray_recent({}, to),
      news.recent.map(({ id, title }) => ({ label: label(title, locale), click: () => actions.open(id) }))
    ),
    LINE,
    {
      label: m.app_tray_pause({}, to),
      type: 'checkbox',
      checked: paused,
      enabled: paused || news.shortcut === 'on' || news.shortcut === 'taken',
      click: () => actions.pause(!paused)
    },
    { label: m.app_quit({}, to), click: () => actions.quit() }
  ]
}

/** Some panels show no greyed headings well; a part without entries has none. */
function under(heading: string, entries: readonly Item[]): Item[] {
  return entries.length === 0 ? [] : [LINE, { label: heading, enabled: false }, ...entries]
}

function answering({ runId, conversationId, title }: AnsweringNow, locale: Locale, actions: TrayActions): Item {
  return {
    label: label(title, locale),
    submenu: [
      { label: m.app_tray_show({}, { locale }), click: () => actions.open(conversationId) },
      { label: m.app_stop({}, { locale }), click: () => actions.stop(runId) }
    ]
  }
}

function translating(locale: Locale, { showTranslation, stopTranslation }: TrayActions): Item {
  return {
    label: m.app_tray_translating({}, { locale }),
    submenu: [
      { label: m.app_tray_show({}, { locale }), click: showTranslation },
      { label: m.app_stop_translation({}, { locale }), click: stopTranslation }
    ]
  }
}

/** An ampersand would underline the letter after it. */
function label(title: string, locale: Locale): string {
  const line = title.trim() === '' ? m.app_untitled({}, { locale }) : title.replace(/\s+/g, ' ').trim()
  const characters = Array.from(line)
  const short = characters.length > MOST_TITLE_LENGTH ? `${characters.slice(0, MOST_TITLE_LENGTH).join('')}…` : line
  return short.replaceAll('&', '&&')
}
