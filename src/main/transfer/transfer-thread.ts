import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { TransferProgress } from '../../shared/domain/transfer'
import type { Readable } from '../history/database'
import { diskFault } from '../history/disk-fault'
import { checkOf } from './check-cancelled'
import { askingSink } from './import/asking-sink'
import { BrokenOff, runImport } from './import/run-import'
import { PROGRESS_EVERY_MS, type FromTransfer, type JobDone, type TransferStart } from './transfer-jobs'

if (!parentPort) throw new Error('imports and exports run in a thread of their own')

void work(parentPort, workerData as TransferStart)

async function work(port: MessagePort, start: TransferStart): Promise<void> {
  const tell = (message: FromTransfer): void => port.postMessage(message)
  tell({ kind: 'end', done: await ended(port, start, nowAndThen(tell)) })
  // With nothing left to listen to, the thread ends by itself.
  port.close()
}

async function ended(port: MessagePort, start: TransferStart, onProgress: OnProgress): Promise<JobDone> {
  try {
    return await run(port, start, onProgress)
  } catch (error) {
    const counts = error instanceof BrokenOff ? error.counts : null
    return { kind: 'failed', fault: diskFault(error).fault, counts }
  }
}

type OnProgress = (progress: TransferProgress) => void

/** An import needs neither the driver nor what pages are written with: each kind of job loads what it alone needs. */
async function run(port: MessagePort, { job, cancelled }: TransferStart, onProgress: OnProgress): Promise<JobDone> {
  const checkCancelled = checkOf(cancelled)
  switch (job.kind) {
    case 'export': {
      const { history, ask } = job
      const { runExport } = await import('./export/run-export')
      const conversations = await reading(history, (database) => runExport(database, ask, onProgress, checkCancelled))
      return { kind: 'exported', conversations }
    }
    case 'preview': {
      const [{ drySink }, { ImportReader }] = await Promise.all([import('./import/dry-sink'), import('../history/import-reader')])
      const counts = await reading(job.history, (database) =>
        runImport(job.file, { sink: drySink(new ImportReader(database)), onProgress, checkCancelled })
      )
      return { kind: 'read', counts }
    }
    case 'look': {
      const { prepareRestore } = await import('../history/restore-file')
      return { kind: 'looked', contents: await prepareRestore(job.file, job.history) }
    }
    case 'import':
      return { kind: 'read', counts: await runImport(job.file, { sink: askingSink(port), onProgress, checkCancelled }) }
  }
}

async function reading<T>(file: string, use: (database: Readable) => T | Promise<T>): Promise<T> {
  const { openReadable } = await import('../history/database')
  const database = openReadable(file)
  try {
    return await use(database)
  } finally {
    database.close()
  }
}

function nowAndThen(tell: (message: FromTransfer) => void): OnProgress {
  let lastMs = Number.NEGATIVE_INFINITY
  return (progress) => {
    const nowMs = performance.now()
    if (nowMs - lastMs < PROGRESS_EVERY_MS) return
    lastMs = nowMs
    tell({ kind: 'progress', progress })
  }
}
