import { tick } from 'svelte'
import type { MessageId } from '../../../shared/domain/ids'
import type { ConversationView } from './conversation-view.svelte'
import type { ThreadWindow } from './thread-window.svelte'

/** Shows this message wherever in the conversation it is; of another branch, which then is the one shown. */
export async function reachMessage(view: ConversationView, part: ThreadWindow, id: MessageId): Promise<void> {
  if (part.show(id)) return
  await view.choose(id)
  await tick()
  part.show(id)
}
