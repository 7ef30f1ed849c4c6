import { parentPort, workerData } from 'node:worker_threads'
import type { TransferProgress } from '../../shared/domain/transfer'
import { openReadable } from '../history/database'
import { diskFault } from '../history/disk-fault'
import { runExport } from './export/run-export'
import { checkOf } from './check-cancelled'
import { PROGRESS_EVERY_MS, type FromTransfer, type TransferStart } from './transfer-jobs'

if (!parentPort) throw new Error('imports and exports run in a thread of their own')

const port = parentPort
const tell = (message: FromTransfer): void => port.postMessage(message)

function run({ job, cancelled }: TransferStart): unknown {
  const database = openReadable(job.history)
  try {
    if (job.kind !== 'export') throw new Error('not yet')
    return runExport(database, job.ask, nowAndThen(), checkOf(cancelled))
  } finally {
    database.close()
  }
}

function nowAndThen(): (progress: TransferProgress) => void {
  let lastMs = 0
  return (progress) => {
    const nowMs = performance.now()
    if (nowMs - lastMs < PROGRESS_EVERY_MS) return
    lastMs = nowMs
    tell({ kind: 'progress', progress })
  }
}

async function work(): Promise<void> {
  try {
    tell({ kind: 'done', result: await run(workerData as TransferStart) })
  } catch (error) {
    tell({ kind: 'failed', fault: diskFault(error).fault })
  }
  port.close()
}

void work()
