import { DatabaseSync } from '@photostructure/sqlite'

const SPOIL = {
  missing: 'delete from message_index_data where id > 10',
  nothing: 'update message_index_data set block = zeroblob(length(block)) where id > 10'
}

/**
 * Spoils the words of the search's index, past what keeps an app's own hands off them. `missing` is met by any search
 * as what it is; `nothing` looks to one like an index without that word.
 */
export function spoilIndex(history: string, by: keyof typeof SPOIL): void {
  const database = new DatabaseSync(history, { defensive: false })
  try {
    database.exec(SPOIL[by])
  } finally {
    database.close()
  }
}
