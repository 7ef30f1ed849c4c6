import type { MovePlan, MoveProgress } from '../../../shared/domain/transfer'
import { call, on } from '../bridge'
import { toasts } from '../ui/toasts.svelte'
import { m, sentenceOf, shownLocale } from '../words'

const MEGABYTE = 1_000_000

/** The history is moved to another folder: asked for here, done by the next start, which tells how far it is. */
export class Moving {
  #plan = $state.raw<MovePlan | null>(null)
  #progress = $state.raw<MoveProgress | null>(null)

  /** Whether a folder was chosen that waits for a yes. */
  get asks(): boolean {
    return this.#plan !== null
  }

  /** Null while nothing is being moved. */
  get progress(): MoveProgress | null {
    return this.#progress
  }

  get text(): string {
    if (this.#plan === null) return ''
    const { folder, bytes } = this.#plan
    const megabytes = Math.max(1, Math.round(bytes / MEGABYTE))
    const style = { style: 'unit', unit: 'megabyte', unitDisplay: 'short' } as const
    return m.transfer_move_text({ folder, size: megabytes.toLocaleString(shownLocale(), style) })
  }

  /** Follows a move that the start of the program makes; returns the way to stop. */
  follow(): () => void {
    return on('transfer:moving', (progress) => (this.#progress = progress))
  }

  async choose(): Promise<void> {
    const reply = await call('transfer:choose-folder', {})
    if (!reply.ok) toasts.show(sentenceOf(reply.fault), null, 'danger')
    else this.#plan = reply.value
  }

  close(): void {
    this.#plan = null
  }

  async move(): Promise<void> {
    const reply = await call('transfer:move', {})
    if (!reply.ok) toasts.show(sentenceOf(reply.fault), null, 'danger')
  }
}
