import type { TakenOver } from '../domain/handed-over'
import type { ConversationId } from '../domain/ids'
import type { WindowNow } from '../window-actions'

type Nothing = Record<string, never>

/** The main windows and the menu that they share. */
export interface WindowCalls {
  /** At a conversation; null for a new one. */
  'app:new-window': { ask: { conversationId: ConversationId | null }; reply: Nothing }
  /** What the window that asks shows now. In one that has not said, the menu offers everything. */
  'app:window-now': { ask: WindowNow; reply: Nothing }
  /** What the small window has given and no window has taken yet, oldest first; it is told once. */
  'desktop:take-handed-over': { ask: Nothing; reply: readonly TakenOver[] }
}

export const WINDOW_CALLS = {
  'app:new-window': 1,
  'app:window-now': 1,
  'desktop:take-handed-over': 1
} satisfies Record<keyof WindowCalls, 1>
