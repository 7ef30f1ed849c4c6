import type { ExportForm, ExportScope, TransferProgress } from '../../../shared/domain/transfer'
import { call, on } from '../bridge'
import { toasts } from '../ui/toasts.svelte'
import { m, sentenceOf } from '../words'

export type ExportState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'choosing'; readonly scope: ExportScope }
  | { readonly kind: 'writing'; readonly scope: ExportScope; readonly progress: TransferProgress | null }

/** The dialog that takes conversations out. */
export class Exporting {
  #state = $state.raw<ExportState>({ kind: 'closed' })
  form = $state<ExportForm>('markdown')

  get state(): ExportState {
    return this.#state
  }

  /** All of them without a scope. */
  choose(scope: ExportScope): void {
    if (this.#state.kind === 'writing') return
    this.form = scope === null ? 'rill' : 'markdown'
    this.#state = { kind: 'choosing', scope }
  }

  close(): void {
    if (this.#state.kind === 'writing') void call('transfer:cancel', {})
    this.#state = { kind: 'closed' }
  }

  async write(): Promise<void> {
    if (this.#state.kind !== 'choosing') return
    const { scope } = this.#state
    this.#state = { kind: 'writing', scope, progress: null }
    const stop = on('transfer:progress', (progress) => {
      if (this.#state.kind === 'writing') this.#state = { kind: 'writing', scope, progress }
    })
    const reply = await call('transfer:export', { form: this.form, scope: scope && [...scope] })
    stop()
    // Closed by the person, who knows and may be choosing again; what came of it is told all the same.
    if (this.#state.kind === 'writing') {
      this.#state = reply.ok && reply.value === null ? { kind: 'choosing', scope } : { kind: 'closed' }
    }
    if (!reply.ok && reply.fault.kind !== 'cancelled') toasts.show(sentenceOf(reply.fault), null, 'danger')
    if (reply.ok && reply.value) {
      const show = { label: m.transfer_show(), run: () => void call('transfer:show-saved', {}) }
      toasts.show(m.transfer_exported({ name: reply.value.fileName }), show)
    }
  }
}
