import type { HandedOver } from '../domain/handed-over'
import type { ConversationId } from '../domain/ids'

type Nothing = Record<string, never>

/** For the quick-ask window alone. */
export interface QuickCalls {
  /** Gives the focus back to the program that had it. */
  'quick:hide': { ask: Nothing; reply: Nothing }
  /** As high as asked for, or as the screen allows. */
  'quick:resize': { ask: { heightPx: number }; reply: { heightPx: number; mostPx: number } }
  /** Its text, else its image as a PNG, null for none; refused while the window has not the focus. */
  'quick:clipboard': { ask: Nothing; reply: { text: string; image: Uint8Array | null } }
  /** Shows it in a main window, which joins the answer that is being written and goes on with what was not asked. */
  'quick:open-in-window': { ask: HandedOver; reply: Nothing }
  /** Shows the sheet that is translated in a main window, which joins its run. */
  'quick:translate-in-window': { ask: Nothing; reply: Nothing }
  /** One that is not kept is erased when the quick-ask window is done with it, at the latest at the next start. */
  'quick:keep': { ask: { conversationId: ConversationId; keep: boolean }; reply: Nothing }
  /** It shows another conversation from now on; what is not kept of this one goes. */
  'quick:leave': { ask: { conversationId: ConversationId }; reply: Nothing }
}

export const QUICK_CALLS = {
  'quick:hide': 1,
  'quick:resize': 1,
  'quick:clipboard': 1,
  'quick:open-in-window': 1,
  'quick:translate-in-window': 1,
  'quick:keep': 1,
  'quick:leave': 1
} satisfies Record<keyof QuickCalls, 1>
