import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { TransferProgress } from '../../shared/domain/transfer'
import { FaultError, faultError } from '../fault-error'
import type { FromTransfer, ToTransfer, TransferJob, TransferStart } from './transfer-jobs'

export interface JobPorts {
  /** Holds `transfer.cjs`. */
  readonly threads: string
  readonly onProgress: (progress: TransferProgress) => void
  /** Told of everything else; what it returns, once it is there, is the answer. */
  readonly onAsk: (message: Extract<FromTransfer, { kind: 'put' }>) => Promise<ToTransfer>
}

/** One import or export in its own thread. `done` rejects with a `FaultError`: `cancelled` where it was cancelled. */
export class RunningJob {
  readonly done: Promise<unknown>
  private readonly worker: Worker
  private readonly cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

  constructor(job: TransferJob, private readonly ports: JobPorts) {
    const workerData: TransferStart = { job, cancelled: this.cancelled }
    this.worker = new Worker(join(ports.threads, 'transfer.cjs'), { name: 'transfer', workerData })
    this.done = this.settled()
  }

  /** Resolves once the thread has put away what it had begun and let go of its files. */
  async cancel(): Promise<void> {
    Atomics.store(this.cancelled, 0, 1)
    await this.done.catch(() => undefined)
  }

  private settled(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let failure: Error = faultError('internal', 'the thread has ended')
      let result: { readonly value: unknown } | null = null
      this.worker.on('message', (message: FromTransfer) => {
        if (message.kind === 'done') result = { value: message.result }
        else if (message.kind === 'failed') failure = new FaultError(message.fault)
        else if (message.kind === 'progress') this.ports.onProgress(message.progress)
        else void this.answer(message)
      })
      this.worker.on('error', (error) => {
        failure = faultError('internal', error.name)
      })
      this.worker.on('exit', () => {
        if (result) return resolve(result.value)
        reject(failure)
      })
    })
  }

  private async answer(message: Extract<FromTransfer, { kind: 'put' }>): Promise<void> {
    this.worker.postMessage(await this.ports.onAsk(message))
  }
}
