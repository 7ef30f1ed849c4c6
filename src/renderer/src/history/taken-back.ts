import type { ConversationId } from '../../../shared/domain/ids'
import { toasts } from '../ui/toasts.svelte'
import { m } from '../words'

type Ids = readonly ConversationId[]

/** `gone`: what it was done to is there no more. `failed`: why has been said. */
export type Outcome = 'done' | 'gone' | 'failed'

interface Done {
  /** What was done, as a sentence. */
  readonly said: string
  /** Makes it as it was before. */
  readonly undo: () => Promise<Outcome>
  /** Null where nothing was shown. */
  readonly toastId: number | null
  /** What was put into the trash; empty for anything else. */
  readonly deleted: Ids
}

/** More steps back than a person remembers. */
const MOST_KEPT = 50

/** What was done with conversations in this window, the last to be taken back first, until the window is closed. */
export class TakenBack {
  #done: readonly Done[] = []
  /** What says that something was taken back; it says the next one in its turn. */
  #undoneToastId: number | null = null

  /** `shown`: with a sentence and a button, for what takes a conversation out of sight. */
  add(said: string, undo: () => Promise<Outcome>, shown: boolean, deleted: Ids = []): void {
    const done: { -readonly [K in keyof Done]: Done[K] } = { said, undo, toastId: null, deleted }
    if (shown) {
      const run = (): void => void (this.#forget(done) && this.#takeBack(done, false))
      done.toastId = toasts.open(said, { label: m.history_undo(), run })
    }
    this.#keep(done)
  }

  /** False when there is nothing to take back. */
  takeBackLast(): boolean {
    const last = this.#done.at(-1)
    if (!last || !this.#forget(last)) return false
    if (last.toastId !== null) toasts.close(last.toastId)
    void this.#takeBack(last, true)
    return true
  }

  /** These are no longer in the trash, so nothing can bring them back from there; null for all that was in it. */
  leftTrash(ids: Ids | null): void {
    const gone = ids && new Set(ids)
    for (const done of this.#done) {
      const isOver = done.deleted.length > 0 && done.deleted.every((id) => !gone || gone.has(id))
      if (isOver && this.#forget(done) && done.toastId !== null) toasts.close(done.toastId)
    }
  }

  /** Whoever pressed the button beside what was done sees that it is undone. */
  async #takeBack(done: Done, saysDone: boolean): Promise<void> {
    const { said, undo } = done
    const outcome = await undo()
    // It can be tried once more.
    if (outcome === 'failed') this.#keep(done)
    else if (outcome === 'gone') this.#say(m.history_undo_gone({ what: said }))
    else if (saysDone) this.#say(m.history_taken_back({ what: said }))
  }

  #say(text: string): void {
    this.#undoneToastId = toasts.replace(this.#undoneToastId, text)
  }

  #keep(done: Done): void {
    this.#done = [...this.#done, done].slice(-MOST_KEPT)
  }

  /** False for what was taken back already. */
  #forget(done: Done): boolean {
    const { length } = this.#done
    this.#done = this.#done.filter((one) => one !== done)
    return this.#done.length < length
  }
}

/** Whether Ctrl+Z takes back what was written where the keys are, or a question has to be answered first. */
export function undoesElsewhere(): boolean {
  const at = document.activeElement
  if (at?.closest('[role=alertdialog], [role=dialog]')) return true
  const writes = at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement
  // Deprecated for what it could do to documents; nothing else tells whether a field has something to take back.
  return writes && document.queryCommandEnabled('undo')
}

/** Ctrl+Z, or with the command key on a Mac; with Shift it is the other way round. */
export function isUndo({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'z' && (ctrlKey || metaKey) && !shiftKey && !altKey
}
