import type { Fault } from '../fault'
import type { Conversation, ConversationChange, Draft } from '../domain/conversation'
import type { ConversationId, MessageId } from '../domain/ids'
import type { Message } from '../domain/message'
import type { Settings, SettingsChange } from '../domain/settings'
import type { ChosenSettings, ExportedSettings } from '../domain/settings-file'
import type { DesktopState } from '../domain/desktop'
import type { SpellingState } from '../domain/spelling'
import { CHAT_CALLS, type ChatCalls } from './chat-calls'
import { PROVIDER_CALLS, type ProviderCalls } from './provider-calls'
import { SEARCH_CALLS, type SearchCalls } from './search-calls'
import { TRANSFER_CALLS, type TransferCalls } from './transfer-calls'
import { TRANSLATE_CALLS, type TranslateCalls } from './translate-calls'
import type { Notice, ToolRequest } from './events'
import { IMAGE_CALLS, type ImageCalls } from './image-calls'
import { LIST_CALLS, type ListCalls } from './list-calls'
import { QUICK_CALLS, type QuickCalls } from './quick-calls'
import { WINDOW_CALLS, type WindowCalls } from './window-calls'

type Nothing = Record<string, never>

/** Every request the window may make. Main checks the sender and the ask of each before it acts. */
export interface Calls
  extends ChatCalls,
    ImageCalls,
    ListCalls,
    ProviderCalls,
    QuickCalls,
    SearchCalls,
    TransferCalls,
    TranslateCalls,
    WindowCalls {
  'app:info': { ask: Nothing; reply: AppInfo }
  /** Opens an http, https or mailto address in the system's browser, after the person's yes in a system dialog. */
  'app:open-link': { ask: { url: string }; reply: { opened: boolean } }
  'app:copy-text': { ask: { text: string }; reply: Nothing }
  'app:dismiss-notice': { ask: { id: string }; reply: Nothing }

  'settings:get': { ask: Nothing; reply: Settings }
  'settings:change': { ask: SettingsChange; reply: Settings }
  'settings:spelling': { ask: Nothing; reply: SpellingState }
  /** Asks where to and writes settings and providers without keys. Null when the person closes the dialog. */
  'settings:export': { ask: Nothing; reply: ExportedSettings | null }
  /** Asks which file and says what it would do; nothing is changed. Null when the person closes the dialog. */
  'settings:choose-import': { ask: Nothing; reply: ChosenSettings | null }
  /** Does what the file chosen last would do, all or nothing. */
  'settings:import': { ask: Nothing; reply: Nothing }

  /**
   * Also what is in the trash. Its messages end with the newest; where the first has a parent, the earlier ones are
   * read by their outline.
   */
  'conversations:open': { ask: { conversationId: ConversationId }; reply: OpenConversation }
  'conversations:change': { ask: { conversationId: ConversationId; change: ConversationChange }; reply: Conversation }
  /** Stops its runs. It can be restored for 30 days. */
  'conversations:delete': { ask: { conversationId: ConversationId }; reply: Nothing }
  'conversations:restore': { ask: { conversationId: ConversationId }; reply: Nothing }
  /** Shows the branch this message is on. */
  'messages:choose': { ask: { messageId: MessageId }; reply: OpenConversation }
  /** Every message from the first to this one, without their texts. */
  'messages:outline': { ask: { headId: MessageId }; reply: ThreadOutline }
  /** In this order, 100 at most; those that are gone are left out. */
  'messages:read': { ask: { messageIds: readonly MessageId[] }; reply: readonly Message[] }
  /** Looks through every question and answer up to this one; case, width and accents do not matter. */
  'messages:find': { ask: { headId: MessageId; text: string }; reply: readonly FoundMessage[] }

  /** What was written and not sent, as of the last start or another window. */
  'drafts:get': { ask: Nothing; reply: readonly Draft[] }
  /** An empty text without images removes it. */
  'drafts:put': { ask: Draft; reply: Nothing }

  'desktop:state': { ask: Nothing; reply: DesktopState }
  /** While keys for a shortcut are recorded the global ones are let go, so that they can be pressed. */
  'desktop:record': { ask: { recording: boolean }; reply: Nothing }

  'tools:waiting': { ask: Nothing; reply: readonly ToolRequest[] }
  'tools:decide': { ask: { answerId: MessageId; callId: string; allowed: boolean }; reply: Nothing }
}

export interface AppInfo {
  readonly version: string
  readonly platform: 'linux' | 'darwin' | 'win32'
  /** The system's language, for the setting `system`. */
  readonly systemLocale: 'en' | 'zh-CN'
  readonly dataFolder: string
  readonly notices: readonly Notice[]
}

export interface OpenConversation {
  readonly conversation: Conversation
  readonly pinned: boolean
  readonly archived: boolean
  /** In order, up to the head; from a question on, where the first is not shown. */
  readonly messages: readonly Message[]
  /** Since when it is in the trash, where it can be read and nothing else; null as a rule. */
  readonly deletedAtMs: number | null
}

/** The messages of a path in columns: there may be ten thousand. */
export interface ThreadOutline {
  readonly ids: readonly MessageId[]
  readonly roles: readonly Message['role'][]
  /** Of the texts, in bytes of UTF-8. */
  readonly sizes: readonly number[]
}

export interface FoundMessage {
  readonly messageId: MessageId
  /** How often it shows what was looked for, at least once. Near enough: Markdown is read in full by the page alone. */
  readonly count: number
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault }

export const CALLS = {
  ...CHAT_CALLS,
  ...IMAGE_CALLS,
  ...LIST_CALLS,
  ...PROVIDER_CALLS,
  ...QUICK_CALLS,
  ...SEARCH_CALLS,
  ...TRANSFER_CALLS,
  ...TRANSLATE_CALLS,
  ...WINDOW_CALLS,
  'app:info': 1,
  'app:open-link': 1,
  'app:copy-text': 1,
  'app:dismiss-notice': 1,
  'settings:get': 1,
  'settings:change': 1,
  'settings:spelling': 1,
  'settings:export': 1,
  'settings:choose-import': 1,
  'settings:import': 1,
  'conversations:open': 1,
  'conversations:change': 1,
  'conversations:delete': 1,
  'conversations:restore': 1,
  'messages:choose': 1,
  'messages:outline': 1,
  'messages:read': 1,
  'messages:find': 1,
  'drafts:get': 1,
  'drafts:put': 1,
  'desktop:state': 1,
  'desktop:record': 1,
  'tools:waiting': 1,
  'tools:decide': 1
} satisfies Record<keyof Calls, 1>
