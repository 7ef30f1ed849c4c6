import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import type { Reply } from '../../../shared/ipc/calls'
import type { StoredFolder } from '../../history/export-reader'
import type { ImportedDraft, ImportPart, PutPart } from '../../history/import-part'
import type { ImportReader } from '../../history/import-reader'

/** Where an import goes. What it refuses is thrown as a fault. */
export interface ImportSink {
  /** Several conversations, or a part of one; the replies are in their order. */
  parts(parts: readonly ImportPart[]): Promise<readonly Reply<PutPart>[]>
  draft(draft: ImportedDraft): Promise<void>
  folder(folder: StoredFolder): Promise<void>
}

/** Says what would be written, and writes nothing. */
export function drySink(reader: ImportReader): ImportSink {
  /** Those that came before in the same file. */
  const conversations = new Set<ConversationId>()
  const again = new Set<MessageId>()
  let isNew = true
  const look = ({ conversation: { id }, messages, first }: ImportPart): PutPart => {
    if (first) isNew = !conversations.has(id) && !reader.has(id)
    const ids = messages.map((message) => message.id)
    if (isNew) {
      conversations.add(id)
      return { isNew, added: ids.length }
    }
    const fresh = ids.filter((one) => !again.has(one))
    for (const one of fresh) again.add(one)
    const known = conversations.has(id) ? ids.length : ids.length - fresh.length + reader.known(fresh)
    return { isNew, added: ids.length - known }
  }
  return {
    parts: (parts) => Promise.resolve(parts.map((part) => ({ ok: true, value: look(part) }))),
    draft: () => Promise.resolve(),
    folder: () => Promise.resolve()
  }
}
