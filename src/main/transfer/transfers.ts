import { basename } from 'node:path'
import type { Exported, TransferProgress } from '../../shared/domain/transfer'
import { faultError } from '../fault-error'
import type { ExportAsk } from './export/run-export'
import { RunningJob, type JobPorts } from './running-job'
import type { TransferJob } from './transfer-jobs'

export interface TransfersOptions {
  /** The database; null when nothing is saved, and then nothing can be taken out or in. */
  readonly history: string | null
  /** Holds `transfer.cjs`. */
  readonly threads: string
  readonly onProgress: (progress: TransferProgress) => void
}

/** What goes out of the history and comes into it, one at a time. */
export class Transfers {
  private running: RunningJob | null = null

  constructor(private readonly options: TransfersOptions) {}

  /** Rejects with `cancelled` after `cancel`; then no file is left behind. */
  async export(ask: ExportAsk): Promise<Exported> {
    const conversations = await this.run({ kind: 'export', history: this.file(), ask })
    return { fileName: basename(ask.to), conversations: Number(conversations) }
  }

  /** Ends what is going on; does nothing when nothing is. */
  async cancel(): Promise<void> {
    await this.running?.cancel()
  }

  close(): Promise<void> {
    return this.cancel()
  }

  private file(): string {
    if (this.options.history === null) throw faultError('history_not_saved', 'there is no file')
    return this.options.history
  }

  private async run(job: TransferJob, onAsk: JobPorts['onAsk'] = refuse): Promise<unknown> {
    if (this.running) throw faultError('busy', 'one at a time')
    const { threads, onProgress } = this.options
    const running = new RunningJob(job, { threads, onProgress, onAsk })
    this.running = running
    try {
      return await running.done
    } finally {
      this.running = null
    }
  }
}

function refuse(): Promise<never> {
  return Promise.reject(faultError('internal', 'this job has nothing to write'))
}
