import { toasts } from '../ui/toasts.svelte'
import { m } from '../words'

interface Done {
  /** What was done, as a sentence. */
  readonly said: string
  /** True once it is as it was before. */
  readonly undo: () => Promise<boolean>
  /** Null where nothing was shown. */
  readonly toastId: number | null
}

/** More steps back than a person remembers. */
const MOST_KEPT = 50

/** What was done with conversations in this window, the last to be taken back first, until the window is closed. */
export class TakenBack {
  #done: readonly Done[] = []

  /** `shown`: with a sentence and a button, for what takes a conversation out of sight. */
  add(said: string, undo: () => Promise<boolean>, shown: boolean): void {
    const done: { -readonly [K in keyof Done]: Done[K] } = { said, undo, toastId: null }
    if (shown) {
      const run = (): void => void (this.#forget(done) && undo())
      done.toastId = toasts.open(said, { label: m.history_undo(), run })
    }
    this.#done = [...this.#done, done].slice(-MOST_KEPT)
  }

  /** False when there is nothing to take back. */
  takeBackLast(): boolean {
    const last = this.#done.at(-1)
    if (!last || !this.#forget(last)) return false
    if (last.toastId !== null) toasts.close(last.toastId)
    void last.undo().then((isDone) => {
      if (isDone) toasts.show(m.history_taken_back({ what: last.said }))
    })
    return true
  }

  /** False for what was taken back already. */
  #forget(done: Done): boolean {
    const { length } = this.#done
    this.#done = this.#done.filter((one) => one !== done)
    return this.#done.length < length
  }
}

/** Whether Ctrl+Z takes back what was written where the keys are, and nothing else. */
export function undoesWriting(): boolean {
  const at = document.activeElement
  const writes = at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement
  // Deprecated for what it could do to documents; nothing else tells whether a field has something to take back.
  return writes && document.queryCommandEnabled('undo')
}

/** Ctrl+Z, or with the command key on a Mac; with Shift it is the other way round. */
export function isUndo({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'z' && (ctrlKey || metaKey) && !shiftKey && !altKey
}
