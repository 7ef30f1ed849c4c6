import type { MessagePort } from 'node:worker_threads'
import type { ConversationId } from '../../../shared/domain/ids'
import { FaultError } from '../../fault-error'
import { packed, type ImportPart } from '../../history/import-part'
import type { FromTransfer, ImportPut, PutParts, ToTransfer } from '../transfer-jobs'
import type { ImportSink } from './import-sink'

/** Asks main to have it written: the next may be asked for when what was before it is on the disk. */
export function askingSink(port: MessagePort): ImportSink {
  const ask = (put: ImportPut): Promise<PutParts> =>
    new Promise((resolve, reject) => {
      port.once('message', (reply: ToTransfer) => (reply.ok ? resolve(reply.value) : reject(new FaultError(reply.fault))))
      port.postMessage({ kind: 'put', put } satisfies FromTransfer)
    })
  return {
    parts: (parts) => ask({ kind: 'parts', parts: packed(parts), completed: completedBy(parts) }),
    draft: async (draft) => void (await ask({ kind: 'draft', draft })),
    folder: async (folder) => void (await ask({ kind: 'folder', folder }))
  }
}

function completedBy(parts: readonly ImportPart[]): ConversationId | null {
  return parts.filter((part) => part.last).at(-1)?.conversation.id ?? null
}
