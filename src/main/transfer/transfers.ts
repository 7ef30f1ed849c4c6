import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ConversationId } from '../../shared/domain/ids'
import type {
  BackupContents, ChosenFile, Exported, ImportCounts, ImportReport, TransferProgress
} from '../../shared/domain/transfer'
import { FaultError, faultError } from '../fault-error'
import type { ImportTarget } from '../history/import-part'
import { decideRestore, dropRestore } from '../history/restore-file'
import type { ExportAsk } from './export/run-export'
import { RunningJob } from './running-job'
import type { ImportPut, JobDone, PutParts, TransferJob } from './transfer-jobs'

export interface TransfersOptions {
  /** The database; null when nothing is saved, and then nothing can be taken out or in. */
  readonly history: string | null
  readonly imports: ImportTarget | null
  /** Holds `transfer.cjs`. */
  readonly threads: string
  readonly onProgress: (progress: TransferProgress) => void
  /** Told of one of the conversations that have come, not oftener than every two seconds, and after the last. */
  readonly onImported: (id: ConversationId) => void
}

/** A list that is read anew with each conversation would be read without end. */
const TELL_EVERY_MS = 2_000

/** While answers are written, an import leaves the disk to them this many times as long as it has had it. */
const GIVES_WAY = 2

/** What goes out of the history and comes into it, one at a time. */
export class Transfers {
  private running: RunningJob | null = null
  private isAnswering = (): boolean => false
  private toldMs = Number.NEGATIVE_INFINITY
  private untold: ConversationId | null = null

  constructor(private readonly options: TransfersOptions) {}

  /** Imports give way to answers while this says that some are written. */
  giveWayWhile(isAnswering: () => boolean): void {
    this.isAnswering = isAnswering
  }

  /** Rejects with `cancelled` after `cancel`; then no file is left behind. */
  async export(ask: ExportAsk): Promise<Exported> {
    const done = await this.run({ kind: 'export', history: this.saved().file, ask })
    if (done.kind !== 'exported') throw new FaultError(faultIn(done))
    return { fileName: basename(ask.to), conversations: done.conversations }
  }

  /** Throws `file_unreadable` where there is no such file. */
  chosen(file: string): ChosenFile {
    const found = statSync(file, { throwIfNoEntry: false })
    if (!found?.isFile()) throw faultError('file_unreadable', 'it cannot be found')
    return { name: basename(file), bytes: found.size }
  }

  /** What an import of this file would do. */
  async preview(file: string): Promise<ImportCounts> {
    const done = await this.run({ kind: 'preview', history: this.saved().file, file })
    if (done.kind !== 'read') throw new FaultError(faultIn(done))
    return done.counts
  }

  /** Never rejects for what the file holds: the report says what has come and what is wrong with the rest. */
  async import(file: string): Promise<ImportReport> {
    const { imports } = this.saved()
    const done = await this.run({ kind: 'import', file }, (put) => this.write(imports, put))
    await imports.dropComing()
    if (this.untold !== null) this.options.onImported(this.untold)
    if (done.kind === 'read') return { state: 'done', counts: done.counts }
    const [fault, counts] = [faultIn(done), done.kind === 'failed' ? done.counts : null]
    return fault.kind === 'cancelled' ? { state: 'cancelled', counts } : { state: 'failed', fault, counts }
  }

  /** What a backup holds. It is copied beside the history, where `restore` takes it from. */
  async lookInto(backup: string): Promise<BackupContents> {
    const done = await this.run({ kind: 'look', history: this.saved().file, file: backup })
    if (done.kind !== 'looked') throw new FaultError(faultIn(done))
    return done.contents
  }

  /** The next start puts the backup that was looked into last in the place of the history, which is kept beside it. */
  decideRestore(): void {
    decideRestore(this.saved().file)
  }

  dropRestore(): void {
    dropRestore(this.saved().file)
  }

  /** Ends what is going on; does nothing when nothing is. */
  async cancel(): Promise<void> {
    await this.running?.cancel()
  }

  close(): Promise<void> {
    return this.cancel()
  }

  private saved(): { file: string; imports: ImportTarget } {
    const { history: file, imports } = this.options
    if (file === null || imports === null) throw faultError('history_not_saved', 'there is no file')
    return { file, imports }
  }

  private async write(imports: ImportTarget, put: ImportPut): Promise<PutParts> {
    if (put.kind !== 'parts') {
      await (put.kind === 'draft' ? imports.importDraft(put.draft) : imports.importFolder(put.folder))
      return []
    }
    const startedMs = performance.now()
    const written = await imports.importParts(put.parts)
    if (put.completed !== null) this.tellOf(put.completed)
    if (this.isAnswering()) await passed((performance.now() - startedMs) * GIVES_WAY)
    return written
  }

  private tellOf(id: ConversationId): void {
    const nowMs = performance.now()
    this.untold = id
    if (nowMs - this.toldMs < TELL_EVERY_MS) return
    this.toldMs = nowMs
    this.untold = null
    this.options.onImported(id)
  }

  private async run(job: TransferJob, put: (put: ImportPut) => Promise<PutParts> = refuse): Promise<JobDone> {
    if (this.running) throw faultError('busy', 'one at a time')
    const { threads, onProgress } = this.options
    const running = new RunningJob(job, { threads, onProgress, put })
    this.running = running
    try {
      return await running.done
    } finally {
      this.running = null
    }
  }
}

function faultIn(done: JobDone) {
  return done.kind === 'failed' ? done.fault : { kind: 'internal' as const, message: 'the thread did something else' }
}

function refuse(): Promise<never> {
  return Promise.reject(faultError('internal', 'this job has nothing to write'))
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
