import type { Conversation } from '../../../shared/domain/conversation'
import type { OpenConversation } from '../../../shared/ipc/calls'
import type { WindowCommand } from '../../../shared/ipc/events'
import type { WindowNow } from '../../../shared/window-actions'
import type { ConversationView } from './conversation-view.svelte'

/** What the window's commands need to know of the conversation it shows. */
export type OpenedConversation = Pick<Conversation, 'id'> & Pick<OpenConversation, 'pinned' | 'archived'>

/** What of it decides which actions can do something. */
export type ConversationNow = Pick<WindowNow, 'asks' | 'messages' | 'answer' | 'writing'>

export function nowOf({ messages, deletedAtMs, liveAnswer }: ConversationView): ConversationNow {
  return {
    asks: deletedAtMs === null,
    messages: messages.length > 0,
    answer: messages.at(-1)?.role === 'assistant',
    writing: liveAnswer !== null
  }
}

/** What of a conversation's page a command opens; null while it is not there. */
export interface CommandedParts {
  readonly findBar: { readonly open: () => unknown } | null
  readonly head: { readonly rename: () => void; readonly chooseModel: () => void } | null
}

/** What the window's commands do in the conversation it shows. */
export function obeyInConversation(command: WindowCommand, view: ConversationView, parts: CommandedParts): void {
  const last = view.messages.at(-1)
  const answer = last?.role === 'assistant' ? last : null
  if (command === 'find-in-conversation') parts.findBar?.open()
  else if (command === 'rename') parts.head?.rename()
  else if (command === 'choose-model') parts.head?.chooseModel()
  else if (command === 'stop') void view.stop()
  else if (command === 'answer-again' && answer && !view.liveAnswer) void view.regenerate(answer.id)
  else if (command === 'copy-answer' && answer) void view.copy(view.shown(answer)?.content.text ?? answer.text)
}
