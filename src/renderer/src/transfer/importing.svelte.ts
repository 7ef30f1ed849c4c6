import type { ChosenFile, ImportCounts, ImportReport, TransferProgress } from '../../../shared/domain/transfer'
import type { Fault } from '../../../shared/fault'
import { call, on } from '../bridge'
import { toasts } from '../ui/toasts.svelte'
import { sentenceOf } from '../words'

export type ImportState =
  | { readonly kind: 'closed' }
  /** The dry run. */
  | { readonly kind: 'reading'; readonly file: ChosenFile; readonly progress: TransferProgress | null }
  | { readonly kind: 'read'; readonly file: ChosenFile; readonly counts: ImportCounts }
  | { readonly kind: 'importing'; readonly file: ChosenFile; readonly progress: TransferProgress | null }
  | { readonly kind: 'done'; readonly file: ChosenFile; readonly report: ImportReport }
  | { readonly kind: 'refused'; readonly file: ChosenFile; readonly fault: Fault }

/** The dialog that brings conversations in: first what would come, then, after a yes, what came. */
export class Importing {
  #state = $state.raw<ImportState>({ kind: 'closed' })

  get state(): ImportState {
    return this.#state
  }

  async choose(): Promise<void> {
    if (this.#state.kind !== 'closed') return
    const chosen = await call('transfer:choose-import', {})
    if (!chosen.ok) return toasts.show(sentenceOf(chosen.fault), null, 'danger')
    const file = chosen.value
    if (file === null) return
    const reply = await this.#following('reading', file, () => call('transfer:preview', {}))
    // Closed meanwhile.
    if (this.state.kind !== 'reading') return
    this.#state = reply.ok ? { kind: 'read', file, counts: reply.value } : { kind: 'refused', file, fault: reply.fault }
  }

  async start(): Promise<void> {
    if (this.#state.kind !== 'read') return
    const { file } = this.#state
    const reply = await this.#following('importing', file, () => call('transfer:import', {}))
    this.#state = reply.ok ? { kind: 'done', file, report: reply.value } : { kind: 'refused', file, fault: reply.fault }
  }

  /** While it imports, what has come by then is told before the dialog closes. */
  close(): void {
    const { kind } = this.#state
    if (kind === 'reading' || kind === 'importing') void call('transfer:cancel', {})
    if (kind !== 'importing') this.#state = { kind: 'closed' }
  }

  async #following<T>(kind: 'reading' | 'importing', file: ChosenFile, work: () => Promise<T>): Promise<T> {
    this.#state = { kind, file, progress: null }
    const stop = on('transfer:progress', (progress) => {
      if (this.#state.kind === kind) this.#state = { kind, file, progress }
    })
    try {
      return await work()
    } finally {
      stop()
    }
  }
}
