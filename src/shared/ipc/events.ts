import type { ConversationId, MessageId, ProviderId, RunId } from '../domain/ids'
import type { DesktopState } from '../domain/desktop'
import type { Settings } from '../domain/settings'
import type { ShortcutId } from '../domain/shortcuts'
import type { SpellingState } from '../domain/spelling'
import type { MoveProgress, TransferProgress } from '../domain/transfer'
import type { Translation } from '../domain/translation'
import type { Fault } from '../fault'
import type { Frame } from './frames'

type Nothing = Record<string, never>

/** A run that is going on, wherever it is shown. */
export interface LiveRun {
  readonly runId: RunId
  readonly conversationId: ConversationId
  readonly messageId: MessageId
}

/** Something the person should know that belongs to no conversation, such as a settings file that was set aside. */
export interface Notice {
  readonly id: string
  readonly fault: Fault
  /** Where the unreadable file was put; null when no file is concerned. */
  readonly setAside: string | null
}

/** A tool call that waits for the person's yes. */
export interface ToolRequest {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
  readonly callId: string
  readonly name: string
  readonly arguments: string
}

/** Folders, or where many conversations are, have changed. */
export interface ListChange {
  /** Those that are elsewhere now, or gone; empty where only folders are concerned, null for more than are named. */
  readonly conversationIds: readonly ConversationId[] | null
}

/** Every push from main. */
export interface Events {
  /** The frames of one tick of one run, in order; sent only to windows attached to it. */
  'chat:frames': { readonly runId: RunId; readonly frames: readonly Frame[] }
  /** The runs that are going on have changed; the whole list. */
  'chat:live': readonly LiveRun[]
  /** The tool calls that wait for an answer have changed; the whole list. */
  'tools:asked': readonly ToolRequest[]
  /** What is stored of this conversation has changed (also: it was made, deleted or restored). */
  'conversations:changed': { readonly conversationId: ConversationId }
  /** Folders, or many conversations at once: what is shown of the list is to be read again. */
  'history:changed': ListChange
  /** Follows the change; what a page remembers of it is for nothing. */
  'conversations:deleted': { readonly conversationId: ConversationId }
  'settings:changed': Settings
  'providers:changed': { readonly providerId: ProviderId | null }
  'app:notice': Notice
  /** The program rests: whatever is kept only to work faster is let go of. Once after each time of work. */
  'app:rest': Nothing
  /** A few times a second while something is imported or exported. */
  'transfer:progress': TransferProgress
  /** The history is being moved, before anything of it can be shown; null when that is over. */
  'transfer:moving': MoveProgress | null
  /** What is translated has changed, or what has become of it; not each piece of text, which comes as frames. */
  'translate:changed': Translation
  /** A menu command for the window that has the focus. */
  'window:command': WindowCommand
  /** The main window that gets this shows the conversation; null for a new one. */
  'window:open': { readonly conversationId: ConversationId | null }
  /** The small window has given something for the main window that gets this to take and to show. */
  'window:handed-over': Nothing
  'desktop:changed': DesktopState
  'spelling:changed': SpellingState
}

/** What the window does itself, by keys or from the menu. */
export type WindowCommand = Exclude<ShortcutId, 'quickAsk' | 'new-window'>

export const EVENTS = {
  'chat:frames': 1,
  'chat:live': 1,
  'tools:asked': 1,
  'conversations:changed': 1,
  'history:changed': 1,
  'conversations:deleted': 1,
  'settings:changed': 1,
  'providers:changed': 1,
  'app:notice': 1,
  'app:rest': 1,
  'transfer:progress': 1,
  'transfer:moving': 1,
  'translate:changed': 1,
  'window:command': 1,
  'window:open': 1,
  'window:handed-over': 1,
  'desktop:changed': 1,
  'spelling:changed': 1
} satisfies Record<keyof Events, 1>
