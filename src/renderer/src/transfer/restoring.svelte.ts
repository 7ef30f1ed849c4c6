import type { BackupContents } from '../../../shared/domain/transfer'
import { call } from '../bridge'
import { toasts } from '../ui/toasts.svelte'
import { m, sentenceOf, shownLocale } from '../words'

/** Backups: one is written, or one is looked into and, after a yes, put in the place of the history. */
export class Restoring {
  #contents = $state.raw<BackupContents | null>(null)
  #isDecided = false

  /** Whether a backup waits for a yes. */
  get open(): boolean {
    return this.#contents !== null
  }

  get text(): string {
    const { conversations, messages, newestMs } = this.#contents ?? { conversations: 0, messages: 0, newestMs: null }
    if (newestMs === null) return m.transfer_restore_empty()
    const number = (value: number): string => value.toLocaleString(shownLocale())
    const date = new Date(newestMs).toLocaleDateString(shownLocale(), { dateStyle: 'long' })
    return m.transfer_restore_text({ conversations: number(conversations), messages: number(messages), date })
  }

  async backUp(): Promise<void> {
    const reply = await call('transfer:back-up', {})
    if (!reply.ok) return toasts.show(sentenceOf(reply.fault), null, 'danger')
    if (reply.value === null) return
    const show = { label: m.transfer_show(), run: () => void call('transfer:show-saved', {}) }
    toasts.show(m.transfer_exported({ name: reply.value.fileName }), show)
  }

  async choose(): Promise<void> {
    const reply = await call('transfer:choose-backup', {})
    if (!reply.ok) toasts.show(sentenceOf(reply.fault), null, 'danger')
    else {
      this.#isDecided = false
      this.#contents = reply.value
    }
  }

  async restore(): Promise<void> {
    this.#isDecided = true
    const reply = await call('transfer:restore', {})
    if (!reply.ok) toasts.show(sentenceOf(reply.fault), null, 'danger')
  }

  /** The dialog closes with a yes as well, which follows in the same moment. */
  close(): void {
    if (this.#contents === null) return
    this.#contents = null
    queueMicrotask(() => {
      if (!this.#isDecided) void call('transfer:drop-backup', {})
    })
  }
}
