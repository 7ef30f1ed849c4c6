import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { Readable } from './database'

// A conversation that an import is still bringing, or that one has left unfinished, counts as not there.
const HAS = 'select 1 from conversation where id = ? and deleted_at_ms is not 1'

const CONVERSATIONS = `
  select m.id as id, m.conversation_id as conversationId from json_each(?) wanted
  join message m on m.id = wanted.value join conversation c on c.id = m.conversation_id
  where c.deleted_at_ms is not 1`

const RUNS = 'select run_id as runId from json_each(?) wanted join answer on run_id = wanted.value'

/** What of an import is here already. */
export class ImportReader {
  constructor(private readonly database: Readable) {}

  has(id: ConversationId): boolean {
    return this.database.get(HAS, id) !== undefined
  }

  /** The conversation of each of these messages that is here. */
  conversationsOf(ids: readonly MessageId[]): ReadonlyMap<MessageId, ConversationId> {
    type Row = { readonly id: MessageId; readonly conversationId: ConversationId }
    const rows = this.database.all<Row>(CONVERSATIONS, JSON.stringify(ids))
    return new Map(rows.map(({ id, conversationId }) => [id, conversationId]))
  }

  /** Those of these runs that an answer is here of. */
  knownRuns(ids: readonly string[]): Set<string> {
    return new Set(this.database.all<{ runId: string }>(RUNS, JSON.stringify(ids)).map(({ runId }) => runId))
  }
}
