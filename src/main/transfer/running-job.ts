import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { TransferProgress } from '../../shared/domain/transfer'
import type { Fault } from '../../shared/fault'
import { faultOf } from '../fault-error'
import type { FromTransfer, ImportPut, JobDone, PutParts, ToTransfer, TransferJob, TransferStart } from './transfer-jobs'

export interface JobPorts {
  /** Holds `transfer.cjs`. */
  readonly threads: string
  readonly onProgress: (progress: TransferProgress) => void
  /** Writes for the thread; what it rejects with, the thread is told. */
  readonly put: (put: ImportPut) => Promise<PutParts>
}

/** One import or export in its own thread. `done` never rejects. */
export class RunningJob {
  readonly done: Promise<JobDone>
  private readonly worker: Worker
  private readonly cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

  constructor(job: TransferJob, private readonly ports: JobPorts) {
    const workerData: TransferStart = { job, cancelled: this.cancelled }
    this.worker = new Worker(join(ports.threads, 'transfer.cjs'), { name: 'transfer', workerData })
    this.done = this.ended()
  }

  /** Resolves once the thread has put away what it had begun and let go of its files. */
  async cancel(): Promise<void> {
    Atomics.store(this.cancelled, 0, 1)
    await this.done
  }

  private ended(): Promise<JobDone> {
    return new Promise((resolve) => {
      let done: JobDone = { kind: 'failed', fault: ENDED, counts: null }
      this.worker.on('message', (message: FromTransfer) => {
        if (message.kind === 'end') done = message.done
        else if (message.kind === 'progress') this.ports.onProgress(message.progress)
        else void this.answer(message.put)
      })
      this.worker.on('error', (error) => {
        done = { kind: 'failed', fault: { kind: 'internal', message: error.name }, counts: null }
      })
      this.worker.on('exit', () => resolve(done))
    })
  }

  private async answer(put: ImportPut): Promise<void> {
    this.worker.postMessage(await this.put(put))
  }

  private async put(put: ImportPut): Promise<ToTransfer> {
    try {
      return { ok: true, value: await this.ports.put(put) }
    } catch (error) {
      return { ok: false, fault: faultOf(error) }
    }
  }
}

const ENDED: Fault = { kind: 'internal', message: 'the thread has ended' }
