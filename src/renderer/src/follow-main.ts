import type { AppState } from './app-state.svelte'
import { on } from './bridge'
import type { ConversationList } from './history/conversation-list.svelte'
import type { MessageSearch } from './search/message-search.svelte'
import type { WindowCommands } from './window-commands'

interface Following {
  readonly app: AppState
  readonly list: ConversationList
  readonly search: MessageSearch
  readonly commands: WindowCommands
}

/** Does in this window what main tells it, and takes over what it was handed. Returns the way to stop. */
export function followMain({ app, list, search, commands }: Following): () => void {
  const ends = [
    list.follow(),
    search.follow(),
    on('window:command', (command) => commands.obey(command)),
    on('window:open', ({ conversationId }) => app.open(conversationId)),
    on('window:handed-over', () => void app.takeHandedOver())
  ]
  void app.takeHandedOver()
  return () => ends.forEach((end) => end())
}
