import type { Fault } from '../fault'
import type { Conversation, ConversationChange, Draft } from '../domain/conversation'
import type { ConversationId, MessageId, ProviderId, RunId } from '../domain/ids'
import type { ImageId } from '../domain/image'
import type { AnswerContent, Message } from '../domain/message'
import type { KeyStatus, Preset, PresetId, Provider } from '../domain/provider'
import type { Settings, SettingsChange } from '../domain/settings'
import type { ChosenSettings, ExportedSettings } from '../domain/settings-file'
import type { DesktopState } from '../domain/desktop'
import type { SpellingState } from '../domain/spelling'
import type { StreamStats } from '../domain/stats'
import type { Phrase, Place } from '../search/phrases'
import { TRANSFER_CALLS, type TransferCalls } from './transfer-calls'
import { TRANSLATE_CALLS, type TranslateCalls } from './translate-calls'
import type { LiveRun, Notice, ToolRequest } from './events'
import { IMAGE_CALLS, type ImageCalls } from './image-calls'
import { LIST_CALLS, type ListCalls } from './list-calls'
import { QUICK_CALLS, type QuickCalls } from './quick-calls'
import { WINDOW_CALLS, type WindowCalls } from './window-calls'

type Nothing = Record<string, never>

/** Every request the window may make. Main checks the sender and the ask of each before it acts. */
export interface Calls extends ImageCalls, ListCalls, QuickCalls, TransferCalls, TranslateCalls, WindowCalls {
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

  'providers:list': { ask: Nothing; reply: readonly Provider[] }
  'providers:presets': { ask: Nothing; reply: readonly Preset[] }
  'providers:add': { ask: { preset: PresetId; baseUrl?: string; name?: string }; reply: Provider }
  'providers:change': { ask: { providerId: ProviderId; change: ProviderChange }; reply: Provider }
  /** Also forgets its key. The Demo provider cannot be removed. */
  'providers:remove': { ask: { providerId: ProviderId }; reply: Nothing }
  /** Asks the provider's `GET /models`; ids sorted as the provider sent them. */
  'providers:models': { ask: { providerId: ProviderId }; reply: readonly ModelInfo[] }
  /** Sends one small streamed request. A wrong URL, key or model is a reply with a fault, not a rejected call. */
  'providers:test': { ask: { providerId: ProviderId; model: string }; reply: ProviderTest }
  /** Probes the presets' loopback ports, only those. */
  'providers:find-local': { ask: Nothing; reply: readonly LocalServer[] }

  /** Write-only: no call returns a key. */
  'keys:put': { ask: { providerId: ProviderId; secret: string; where: 'keychain' | 'session' }; reply: KeyStatus }
  'keys:status': { ask: { providerId: ProviderId }; reply: KeyStatus }
  'keys:forget': { ask: { providerId: ProviderId }; reply: KeyStatus }

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

  /**
   * Looks through every question, answer and title that is not deleted. `query` is what was typed: words, "phrases",
   * -without, begin*, in: model: from:me|model before: after: has:code|image|tool. What is none of these is a word.
   */
  'search:messages': { ask: SearchAsk; reply: SearchReply }

  /** What was written and not sent, as of the last start or another window. */
  'drafts:get': { ask: Nothing; reply: readonly Draft[] }
  /** An empty text without images removes it. */
  'drafts:put': { ask: Draft; reply: Nothing }

  /** Without a conversation, one is made, titled from the question. The question is on disk before the reply. */
  'chat:ask': { ask: AskQuestion; reply: StartedRun }
  /** A new answer beside the old one. */
  'chat:regenerate': { ask: { answerId: MessageId }; reply: StartedRun }
  /** A new question beside the old one, with these images alone, and an answer to it. */
  'chat:edit': { ask: { questionId: MessageId; text: string; images: readonly ImageId[] }; reply: StartedRun }
  /** Goes on with an answer that was cut, stopped or interrupted, within the same answer. */
  'chat:continue': { ask: { answerId: MessageId }; reply: StartedRun }
  /** An interrupted answer is taken as it is: its mark stays, and nothing more is asked about it. */
  'chat:keep': { ask: { answerId: MessageId }; reply: Nothing }
  /** The answer stays as it is shown. Stopping a run that is over does nothing. */
  'chat:stop': { ask: { runId: RunId }; reply: Nothing }
  /** Ends the wait before the next attempt. */
  'chat:retry-now': { ask: { runId: RunId }; reply: Nothing }
  /** What has been shown so far, and every frame after `seq` from then on. A `gone` fault once the run is put away. */
  'chat:attach': { ask: { runId: RunId }; reply: AttachedRun }
  'chat:detach': { ask: { runId: RunId }; reply: Nothing }
  'chat:live': { ask: Nothing; reply: readonly LiveRun[] }
  /**
   * The request that was sent for this answer, as text that runs as pasted; the key is an environment variable, and the
   * bytes of images are left out.
   */
  'chat:copy-request': { ask: { answerId: MessageId; form: RequestForm }; reply: { text: string } }

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

export type ProviderChange = {
  readonly [K in 'name' | 'baseUrl' | 'keySource' | 'model' | 'headers' | 'temperature' | 'maxTokens' | 'limits' | 'assistantPrefix']?: Provider[K]
}

export interface ModelInfo {
  readonly id: string
}

export type ProviderTest =
  | { readonly ok: true; readonly model: string; readonly firstTokenMs: number; readonly text: string }
  | { readonly ok: false; readonly fault: Fault }

export interface LocalServer {
  readonly preset: PresetId
  readonly baseUrl: string
  readonly models: readonly ModelInfo[]
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
  /** How often its text has what was looked for, at least once; marks of Markdown are passed over. */
  readonly count: number
}

export interface SearchAsk {
  readonly query: string
  /** By relevance the newest thousand of what is found are compared. */
  readonly order: 'newest' | 'relevance'
  /** How many messages. */
  readonly limit: number
  /** Where the last reply ended; null to begin. */
  readonly cursor: number | null
}

export interface SearchReply {
  /** In the order of their first hit; the first reply begins with those whose title is found. */
  readonly groups: readonly FoundConversation[]
  /** What was looked for, to mark it in the messages. */
  readonly phrases: readonly Phrase[]
  /** For the next reply; null when this was all. */
  readonly cursor: number | null
  /** How many texts are not in the index yet, as after an update of the app; 0 as a rule. */
  readonly unindexed: number
}

/** One that comes again in a later reply has more hits. */
export interface FoundConversation {
  readonly conversationId: ConversationId
  readonly title: FoundText
  /** Empty when only the title is found. */
  readonly hits: readonly FoundHit[]
}

export interface FoundHit {
  readonly messageId: MessageId
  readonly role: 'user' | 'assistant'
  readonly createdAtMs: number
  readonly snippet: FoundText
}

/** A text, and which parts of it are what was looked for, in UTF-16 units. */
export interface FoundText {
  readonly text: string
  readonly marks: readonly Place[]
}

export interface AskQuestion {
  readonly conversationId: ConversationId | null
  /** May be blank where there are images. */
  readonly text: string
  /** In their order, `MOST_IMAGES` at most; absent for none. */
  readonly images?: readonly ImageId[]
  /** Used when a conversation is made; later the conversation's own apply. */
  readonly providerId: ProviderId
  readonly model: string
  readonly systemPrompt: string
  readonly temperature: number | null
}

export interface StartedRun {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
  readonly runId: RunId
}

export interface AttachedRun {
  /** The last frame that is part of `content`; -1 when there is none. */
  readonly seq: number
  readonly content: AnswerContent
  /** Figures so far; null before the first attempt. */
  readonly stats: StreamStats | null
  /** False when the run was over before the call; then no frame follows. */
  readonly live: boolean
}

export type RequestForm = 'curl' | 'python' | 'js-openai' | 'js-fetch'

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault }

export const CALLS = {
  ...IMAGE_CALLS,
  ...LIST_CALLS,
  ...QUICK_CALLS,
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
  'providers:list': 1,
  'providers:presets': 1,
  'providers:add': 1,
  'providers:change': 1,
  'providers:remove': 1,
  'providers:models': 1,
  'providers:test': 1,
  'providers:find-local': 1,
  'keys:put': 1,
  'keys:status': 1,
  'keys:forget': 1,
  'conversations:open': 1,
  'conversations:change': 1,
  'conversations:delete': 1,
  'conversations:restore': 1,
  'messages:choose': 1,
  'messages:outline': 1,
  'messages:read': 1,
  'messages:find': 1,
  'search:messages': 1,
  'drafts:get': 1,
  'drafts:put': 1,
  'chat:ask': 1,
  'chat:regenerate': 1,
  'chat:edit': 1,
  'chat:continue': 1,
  'chat:keep': 1,
  'chat:stop': 1,
  'chat:retry-now': 1,
  'chat:attach': 1,
  'chat:detach': 1,
  'chat:live': 1,
  'chat:copy-request': 1,
  'desktop:state': 1,
  'desktop:record': 1,
  'tools:waiting': 1,
  'tools:decide': 1
} satisfies Record<keyof Calls, 1>
