import type { Locale } from './domain/settings'
import type { ShortcutId } from './domain/shortcuts'
import * as m from './messages/messages.js'

type Words = (inputs: Record<string, never>, options?: { locale?: Locale }) => string

interface WindowAction {
  readonly name: Words
  /** Asks something before it is done, which the menu marks with an ellipsis. */
  readonly asks?: true
  /** Done with the conversation that is open, where there is one. */
  readonly ofConversation?: true
}

/** What each action is called, wherever it is offered: in the menu, the palette and the settings. */
export const WINDOW_ACTIONS: Readonly<Record<ShortcutId, WindowAction>> = {
  quickAsk: { name: m.app_quick_ask },
  'new-conversation': { name: m.app_new_conversation },
  'new-window': { name: m.app_new_window },
  import: { name: m.transfer_import_row, asks: true },
  'export-all': { name: m.transfer_export_all, asks: true },
  'back-up': { name: m.app_back_up, asks: true },
  restore: { name: m.transfer_restore_row, asks: true },
  'open-folder': { name: m.app_open_folder },
  'move-history': { name: m.app_move_history, asks: true },
  'import-settings': { name: m.settings_file_import, asks: true },
  'export-settings': { name: m.settings_file_export, asks: true },
  'add-provider': { name: m.app_add_provider, asks: true },
  'open-settings': { name: m.app_settings, asks: true },
  'find-in-conversation': { name: m.chat_find },
  'choose-model': { name: m.chat_choose_model, asks: true },
  'answer-again': { name: m.chat_regenerate, ofConversation: true },
  'copy-answer': { name: m.chat_copy_answer, ofConversation: true },
  stop: { name: m.app_stop },
  rename: { name: m.app_rename, asks: true, ofConversation: true },
  pin: { name: m.app_pin, ofConversation: true },
  archive: { name: m.app_archive, ofConversation: true },
  'open-in-window': { name: m.app_open_in_window, ofConversation: true },
  export: { name: m.transfer_export_one, asks: true, ofConversation: true },
  delete: { name: m.app_delete, ofConversation: true },
  'toggle-sidebar': { name: m.app_toggle_sidebar },
  'open-palette': { name: m.app_palette, asks: true },
  'find-conversation': { name: m.app_find_conversation },
  translate: { name: m.translate_title },
  'new-folder': { name: m.history_new_folder },
  'show-archive': { name: m.app_show_archive },
  'show-trash': { name: m.app_show_trash }
}

/** What a window shows, as far as it decides which actions can do something there. */
export interface WindowNow {
  readonly front: 'conversation' | 'settings' | 'translate'
  /** A conversation that is not in the trash is in front. */
  readonly opened: boolean
  /** What is in front can be asked something: also a conversation that is new, and none in the trash. */
  readonly asks: boolean
  /** The conversation in front has messages. */
  readonly messages: boolean
  /** The last of them is an answer. */
  readonly answer: boolean
  /** An answer or a translation is being written here. */
  readonly writing: boolean
}

/** Whether an action can do something in a window: what the menu greys, the palette leaves out. */
export function canDo(id: ShortcutId, now: WindowNow): boolean {
  if (WINDOW_ACTIONS[id].ofConversation && !now.opened) return false
  switch (id) {
    case 'find-in-conversation':
      return now.front === 'settings' || (now.front === 'conversation' && now.messages)
    case 'choose-model':
      return now.asks
    case 'answer-again':
      return now.answer && !now.writing
    case 'copy-answer':
      return now.answer
    case 'stop':
      return now.writing
    default:
      return true
  }
}

/** The menus that hold them, every action once, in groups. */
export const ACTION_MENUS = {
  file: [
    ['new-conversation', 'new-window', 'quickAsk'],
    ['import', 'export-all', 'back-up', 'restore'],
    ['open-folder', 'move-history'],
    ['import-settings', 'export-settings', 'add-provider', 'open-settings']
  ],
  conversation: [
    ['find-in-conversation', 'choose-model'],
    ['answer-again', 'copy-answer', 'stop'],
    ['rename', 'pin', 'archive', 'open-in-window', 'export'],
    ['delete']
  ],
  view: [
    ['toggle-sidebar', 'open-palette', 'find-conversation'],
    ['translate', 'new-folder', 'show-archive', 'show-trash']
  ]
} as const satisfies Readonly<Record<string, readonly (readonly ShortcutId[])[]>>
