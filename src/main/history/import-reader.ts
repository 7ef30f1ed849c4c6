import type { ConversationId, MessageId } from '../../shared/domain/ids'
import type { Readable } from './database'

// A conversation that an import is still bringing, or that one has left unfinished, counts as not there.
const HAS = 'select 1 from conversation where id = ? and deleted_at_ms is not 1'

const KNOWN = 'select count(*) as count from json_each(?) wanted join message m on m.id = wanted.value'

/** What of an import is here already. */
export class ImportReader {
  constructor(private readonly database: Readable) {}

  has(id: ConversationId): boolean {
    return this.database.get(HAS, id) !== undefined
  }

  /** How many of these messages are here. */
  known(ids: readonly MessageId[]): number {
    return this.database.get<{ count: number }>(KNOWN, JSON.stringify(ids))?.count ?? 0
  }
}
