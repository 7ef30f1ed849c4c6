import type { HandedOver, TakenOver } from '../../shared/domain/handed-over'
import type { ConversationId } from '../../shared/domain/ids'
import type { Fault } from '../../shared/fault'
import type { LiveRun } from '../../shared/ipc/events'
import { faultOf } from '../fault-error'
import type { NotKept } from './not-kept'
import type { QuickWindow } from './quick-window'

export interface QuickAskWorld {
  readonly window: Pick<QuickWindow, 'hide'>
  readonly notKept: NotKept
  /** Removes a conversation for good. */
  readonly erase: (id: ConversationId) => Promise<void>
  readonly stop: (id: ConversationId) => void
  /** In a window that takes what was handed over. */
  readonly showInWindow: (id: ConversationId | null) => void
  readonly translateInWindow: () => void
  readonly onRefused: (fault: Fault) => void
}

/** What becomes of the conversations that are asked in the small window. */
export class QuickAsk {
  #live: readonly LiveRun[] = []
  /** Done with, and erased once their answers have been put away. */
  readonly #leaving = new Set<ConversationId>()
  /** Given to a window that has not taken it yet. */
  #handedOver: readonly TakenOver[] = []

  constructor(private readonly world: QuickAskWorld) {}

  /** At the start what a crash has left of conversations that were not to be kept, at the end what is there of them. */
  async eraseLeft(): Promise<void> {
    for (const id of this.world.notKept.ids) await this.#erase(id)
  }

  keeps(id: ConversationId): boolean {
    return !this.world.notKept.ids.includes(id)
  }

  keep(id: ConversationId, keep: boolean): void {
    if (!keep) return this.world.notKept.add(id)
    this.world.notKept.remove(id)
    this.#leaving.delete(id)
  }

  /** What is shown to be read elsewhere is kept. */
  openInWindow(handed: HandedOver): void {
    const id = handed.draft.conversationId
    const nowKept = id !== null && !this.keeps(id)
    if (id !== null) this.keep(id, true)
    this.#handedOver = [...this.#handedOver, { ...handed, nowKept }]
    // In this order: for a moment with nothing on the screen the program would take itself for done, and quit.
    this.world.showInWindow(id)
    this.world.window.hide()
  }

  /** Each is taken once: it is written on where it was taken. */
  takeHandedOver(): readonly TakenOver[] {
    const handed = this.#handedOver
    this.#handedOver = []
    return handed
  }

  translateInWindow(): void {
    this.world.translateInWindow()
    this.world.window.hide()
  }

  /** The window has gone from view: what is not kept goes too, unless its answer is still to be seen. */
  hidden(): void {
    for (const id of this.world.notKept.ids) if (!this.#isAnswering(id)) this.#leave(id)
  }

  /** The window shows a new conversation; the one before is done with. */
  left(id: ConversationId): void {
    if (this.keeps(id)) return
    this.world.stop(id)
    this.#leave(id)
  }

  liveChanged(live: readonly LiveRun[]): void {
    this.#live = live
    for (const id of this.#leaving) this.#leave(id)
  }

  #isAnswering(id: ConversationId): boolean {
    return this.#live.some(({ conversationId }) => conversationId === id)
  }

  #leave(id: ConversationId): void {
    if (this.#isAnswering(id)) return void this.#leaving.add(id)
    this.#leaving.delete(id)
    void this.#erase(id)
  }

  /** What the disk refuses stays in the list, and is tried again at the next start. */
  async #erase(id: ConversationId): Promise<void> {
    try {
      await this.world.erase(id)
      this.world.notKept.remove(id)
    } catch (error) {
      this.world.onRefused(faultOf(error))
    }
  }
}
