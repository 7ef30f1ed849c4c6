import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { History, HistoryNotice } from './history'
import type { ReaderStart, Reads, Writes, WriterStart } from './history-calls'
import { ThreadClient, type OnSlow } from './thread-calls'
import { ThreadedHistory } from './threaded-history'

export interface HistoryOptions {
  /** Where the database lives; made when it is missing. */
  readonly folder: string
  /** Holds `history-writer.cjs` and `history-reader.cjs`. */
  readonly threads: string
  readonly onSlow?: OnSlow
}

export interface OpenHistory {
  readonly history: History
  /** What a person should know: a file was set aside, is of a newer version, or nothing can be saved. */
  readonly notices: readonly HistoryNotice[]
}

/** Starts the threads and opens the database. Rejects only when the threads or SQLite itself cannot be loaded. */
export async function openHistory({ folder, threads, onSlow }: HistoryOptions): Promise<OpenHistory> {
  const writerStart: WriterStart = { folder }
  const writer = new ThreadClient<Writes>(thread(threads, 'history-writer', writerStart), onSlow)
  const { file, notices } = await writer.call('opened', null)
  if (file === null) return { history: new ThreadedHistory(writer, null), notices }
  const readerStart: ReaderStart = { file }
  const reader = new ThreadClient<Reads>(thread(threads, 'history-reader', readerStart), onSlow)
  return { history: new ThreadedHistory(writer, reader), notices }
}

function thread(folder: string, name: string, workerData: WriterStart | ReaderStart): Worker {
  return new Worker(join(folder, `${name}.cjs`), { name, workerData })
}
