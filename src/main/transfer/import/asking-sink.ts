import type { MessagePort } from 'node:worker_threads'
import { FaultError } from '../../fault-error'
import type { PutPart } from '../../history/import-part'
import type { FromTransfer, ImportPut, ToTransfer } from '../transfer-jobs'
import type { ImportSink } from './import-sink'

/** Asks main to have it written, one part at a time: the next may be asked for when the one before is on the disk. */
export function askingSink(port: MessagePort): ImportSink {
  const ask = (put: ImportPut): Promise<PutPart> =>
    new Promise((resolve, reject) => {
      port.once('message', (reply: ToTransfer) => (reply.ok ? resolve(reply.value) : reject(new FaultError(reply.fault))))
      port.postMessage({ kind: 'put', put } satisfies FromTransfer)
    })
  return {
    part: (part) => ask({ kind: 'part', part }),
    draft: async (draft) => void (await ask({ kind: 'draft', draft })),
    folder: async (folder) => void (await ask({ kind: 'folder', folder }))
  }
}
