import { tick } from 'svelte'
import type { ConversationId } from '../../shared/domain/ids'
import type { AppState } from './app-state.svelte'
import type { ConversationList } from './history/conversation-list.svelte'
import type { FoundTarget, MessageSearch } from './search/message-search.svelte'

/** Where a window goes from its list and its search. */
export class WindowPlaces {
  constructor(
    private readonly app: AppState,
    private readonly list: ConversationList
  ) {}

  /** A new conversation comes into the list, whatever place was shown in its stead. */
  begin(): void {
    this.list.place = 'all'
    this.app.open(null)
  }

  /** Leaves what is shown where it is one of these, and says which it was; null when it is none. */
  leave(ids: readonly ConversationId[]): ConversationId | null {
    const id = this.app.conversationId
    if (id === null || !ids.includes(id)) return null
    this.app.open(null)
    return id
  }

  /** Whoever has gone on to something else meanwhile is left there, and the keys are left where they are. */
  async comeBack(id: ConversationId): Promise<void> {
    const { app } = this
    if (app.conversationId !== null || app.view.kind !== 'conversation') return
    await tick()
    const at = document.activeElement
    app.open(id)
    await tick()
    if (at instanceof HTMLElement && at.isConnected && at !== document.body) at.focus()
  }

  /** What was looked for is marked there while `isMarked`, which may be something to be followed. */
  goTo(target: FoundTarget | null, { phrases }: MessageSearch, isMarked: () => boolean = () => true): void {
    if (!target) return
    const { conversationId, messageId } = target
    const hit = messageId && {
      messageId,
      get phrases() {
        return isMarked() ? phrases : []
      }
    }
    this.app.open(conversationId, hit)
  }
}
