import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Fault } from '../../shared/fault'
import { Backups } from './backups'
import type { History, HistoryNotice } from './history'
import type { ReaderStart, Reads, Writes, WriterStart } from './history-calls'
import { markDamaged } from './replace-damaged'
import { ThreadClient, type OnSlow } from './thread-calls'
import { ThreadedHistory } from './threaded-history'

export interface HistoryOptions {
  /** Where the database lives; made when it is missing. */
  readonly folder: string
  /** Holds `history-writer.cjs`, `history-reader.cjs` and `history-backup.cjs`. */
  readonly threads: string
  readonly onSlow?: OnSlow
}

export interface OpenHistory {
  readonly history: History
  /** Null when nothing can be saved at all. */
  readonly backups: Backups | null
  /** What a person should know: a file was set aside, is of a newer version, or nothing can be saved. */
  readonly notices: readonly HistoryNotice[]
}

/** Starts the threads and opens the database. Rejects only when the threads or SQLite itself cannot be loaded. */
export async function openHistory({ folder, threads, onSlow }: HistoryOptions): Promise<OpenHistory> {
  let file: string | null = null
  // What is found damaged in use is looked into at the next start, however small the part that was asked for.
  const onFault = ({ kind }: Fault): void => {
    if (file !== null && kind === 'database_damaged') markDamaged(file)
  }
  const writerStart: WriterStart = { folder }
  const writer = new ThreadClient<Writes>(thread(threads, 'history-writer', writerStart), onSlow, onFault)
  const opened = await writer.call('opened', null)
  const { notices } = opened
  file = opened.file
  if (file === null) return { history: new ThreadedHistory(writer, null), backups: null, notices }
  const readerStart: ReaderStart = { file }
  const reader = new ThreadClient<Reads>(thread(threads, 'history-reader', readerStart), onSlow, onFault)
  return { history: new ThreadedHistory(writer, reader), backups: new Backups({ history: file, threads }), notices }
}

function thread(folder: string, name: string, workerData: WriterStart | ReaderStart): Worker {
  return new Worker(join(folder, `${name}.cjs`), { name, workerData })
}
