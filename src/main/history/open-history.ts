import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Fault } from '../../shared/fault'
import { Backups } from './backups'
import type { History, HistoryNotice } from './history'
import type { ReaderStart, Reads, Writes, WriterStart } from './history-calls'
import type { ImportTarget } from './import-part'
import { LastingThread } from './lasting-thread'
import { markDamaged } from './replace-damaged'
import { RunLogs } from './run-logs'
import { ThreadClient, type OnSlow } from './thread-calls'
import { ThreadedHistory } from './threaded-history'
import type { TranslationStore } from './translation-store'

export interface HistoryOptions {
  /** Where the database lives; made when it is missing. */
  readonly folder: string
  /** It was moved there: without it nothing is made, because the disk it is on may not be there now. */
  readonly isMoved?: boolean
  /** Holds `history-writer.cjs`, `history-reader.cjs` and `history-backup.cjs`. */
  readonly threads: string
  readonly onSlow?: OnSlow
  /** Told when a thread has died more often than it is started again: from then on its calls reject. */
  readonly onStopped?: (fault: Fault) => void
}

export interface OpenHistory {
  readonly history: History
  /** What is translated: kept beside the conversations, and none of them. */
  readonly translations: TranslationStore
  /** The same, as an import writes it; null when nothing can be saved. */
  readonly imports: ImportTarget | null
  /** The database, for those who only read it; null when nothing can be saved. */
  readonly file: string | null
  /** Null when nothing can be saved at all. */
  readonly backups: Backups | null
  /** What a person should know: a file was set aside, is of a newer version, or nothing can be saved. */
  readonly notices: readonly HistoryNotice[]
}

/** Starts the threads and opens the database. Rejects only when the threads or SQLite itself cannot be loaded. */
export async function openHistory(options: HistoryOptions): Promise<OpenHistory> {
  let file: string | null = null
  // What is found damaged in use is looked into at the next start, however small the part that was asked for.
  const onFault = ({ kind }: Fault): void => {
    if (file !== null && kind === 'database_damaged') markDamaged(file)
  }
  const { folder, isMoved = false, threads, onSlow, onStopped = () => undefined } = options
  // A thread and its driver take longer to load than a database to open: the reader loads while the writer opens.
  const early = thread(threads, 'history-reader')
  const firstReader = new ThreadClient<Reads>(early, onSlow, onFault)
  const writerFor = (again: string | null): ThreadClient<Writes> =>
    new ThreadClient(told(thread(threads, 'history-writer'), { folder, isMoved, again }), onSlow, onFault)
  const readerFor = (file: string): ThreadClient<Reads> =>
    new ThreadClient(told(thread(threads, 'history-reader'), { file }), onSlow, onFault)

  const first = writerFor(null)
  const opened = await first.call('opened', null)
  const { notices } = opened
  file = opened.file
  // What was held in memory has gone with its thread: there is nothing to start another one from.
  if (file === null) {
    await early.terminate()
    const history = inMemory(first, onStopped)
    return { history, translations: history.translations, imports: null, file, backups: null, notices }
  }
  const stored = file
  told(early, { file })
  const writer = new LastingThread({ first, again: () => writerFor(stored), onGivenUp: onStopped })
  const reader = new LastingThread({ first: firstReader, again: () => readerFor(stored), onGivenUp: onStopped })
  // One that cannot be begun now is found again with the next backup.
  const onIndexDamaged = (): void => void history.rebuildIndex().catch(() => undefined)
  const backups = new Backups({ history: stored, threads, onIndexDamaged })
  const history = new ThreadedHistory(writer, reader, new RunLogs(stored, onSlow), () => backups.cleanSoon())
  return { history, translations: history.translations, imports: history, file: stored, backups, notices }
}

function inMemory(first: ThreadClient<Writes>, onGivenUp: (fault: Fault) => void): ThreadedHistory {
  return new ThreadedHistory(new LastingThread({ first, again: () => null, onGivenUp }), null, null)
}

function thread(folder: string, name: 'history-writer' | 'history-reader'): Worker {
  return new Worker(join(folder, `${name}.cjs`), { name })
}

/** What a thread is to open is the first message it gets. */
function told(worker: Worker, start: WriterStart | ReaderStart): Worker {
  worker.postMessage(start)
  return worker
}
