import type { ConversationId } from '../../shared/domain/ids'

const NAME = 'conversation'

/** The conversation a window was opened with, or shows after a reload; null for a new one. */
export function addressedConversation(hash: string): ConversationId | null {
  const id = new URLSearchParams(hash.replace(/^#/, '')).get(NAME)
  return isConversationId(id) ? id : null
}

/** Where the window translates. */
export const TRANSLATE_ADDRESS = '#translate'

export function addressesTranslate(hash: string): boolean {
  return hash === TRANSLATE_ADDRESS
}

/** What to append to the page's address so that a reload comes back to this conversation. */
export function addressOf(conversationId: ConversationId | null): string {
  return conversationId === null ? '#' : `#${NAME}=${encodeURIComponent(conversationId)}`
}

function isConversationId(value: string | null): value is ConversationId {
  return value !== null && value !== ''
}
