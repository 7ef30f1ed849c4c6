import type { ConversationId, MessageId } from '../../../shared/domain/ids'
import type { Reply } from '../../../shared/ipc/calls'
import type { ImportedMessage, ImportPart, PutPart } from '../../history/import-part'
import type { ImportReader } from '../../history/import-reader'
import { IdSet } from './id-set'
import type { ImportSink } from './import-sink'

/** Says what would be written, and what would be refused, and writes nothing. */
export function drySink(reader: ImportReader): ImportSink {
  const look = new DryLook(reader)
  return {
    parts: (parts) => Promise.resolve(parts.map((part) => look.at(part))),
    draft: () => Promise.resolve(),
    folder: () => Promise.resolve()
  }
}

/** Counts as the writer would: what came before in the same file is there, as what the history has is. */
class DryLook {
  /** Those of the same file that are whole. */
  private readonly conversations = new Set<ConversationId>()
  private readonly taken = new IdSet()
  private isNew = true
  /** What has come of the conversation that is looked at: it goes again where that is new and refused later on. */
  private coming = new IdSet()
  /** Of the conversation that is looked at: what another one has, on which nothing of this one can hang. */
  private elsewhere = new Set<MessageId>()

  constructor(private readonly reader: ImportReader) {}

  at({ conversation: { id }, messages, first, last }: ImportPart): Reply<PutPart> {
    if (first) {
      this.isNew = !this.conversations.has(id) && !this.reader.has(id)
      this.elsewhere = new Set()
      this.coming = new IdSet()
    }
    const fresh = this.freshOf(id, messages)
    if (fresh === null) return this.refused()
    for (const message of fresh) this.take(message)
    if (last) {
      this.conversations.add(id)
      this.taken.addAll(this.coming)
    }
    return { ok: true, value: { isNew: this.isNew, added: fresh.length } }
  }

  private refused(): Reply<PutPart> {
    if (!this.isNew) this.taken.addAll(this.coming)
    this.coming = new IdSet()
    return { ok: false, fault: { kind: 'internal', message: 'the history would refuse it' } }
  }

  private isTaken(id: string): boolean {
    return this.taken.has(id) || this.coming.has(id)
  }

  /** Those that are not there; null where the rules of the database refuse them. */
  private freshOf(id: ConversationId, messages: readonly ImportedMessage[]): readonly ImportedMessage[] | null {
    const stored = this.reader.conversationsOf(messages.map((message) => message.id))
    const runs = this.reader.knownRuns(messages.flatMap((message) => runOf(message) ?? []))
    const fresh: ImportedMessage[] = []
    for (const message of messages) {
      const storedIn = stored.get(message.id)
      const isOurs = storedIn === id || this.isTaken(ours(id, message.id))
      if (storedIn === undefined && !this.isTaken(message.id)) {
        const runId = runOf(message)
        if (runId !== null && (runs.has(runId) || this.isTaken(`run ${runId}`))) return null
        if (message.parentId !== null && this.elsewhere.has(message.parentId)) return null
        if (runId !== null) runs.add(runId)
        fresh.push(message)
      } else if (!isOurs) this.elsewhere.add(message.id)
    }
    return fresh
  }

  private take(message: ImportedMessage): void {
    const runId = runOf(message)
    this.coming.add(message.id)
    this.coming.add(ours(message.conversationId, message.id))
    if (runId !== null) this.coming.add(`run ${runId}`)
  }
}

function runOf(message: ImportedMessage): string | null {
  return message.role === 'assistant' ? message.runId : null
}

function ours(id: ConversationId, messageId: MessageId): string {
  return `${id} ${messageId}`
}
