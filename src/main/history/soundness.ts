import type { Readable } from './database'

const CHECK = 'select report(integrity_check) from pragma_integrity_check'

/** What is wrong with an index of the search: it is no damage of the history, and is mended from the texts. */
const OF_INDEX = /FTS5 table main\.|^fts5: /

export interface Examined {
  /** What is wrong with the history, without a word of what is stored; null when all of it is sound. */
  readonly damage: string | null
  /** False when an index of the search does not hang together, also where no search has met that yet. */
  readonly isIndexSound: boolean
}

/**
 * Reads the whole database. With a write-ahead log of another state of the file, every page may be sound and yet a row
 * belong to nothing.
 */
export function examined(database: Readable): Examined {
  const found = database.reported(CHECK).map(String).filter((message) => message !== 'ok')
  const [damage] = found.filter((message) => !OF_INDEX.test(message))
  const isIndexSound = !found.some((message) => OF_INDEX.test(message))
  if (damage !== undefined) return { damage, isIndexSound }
  const [astray] = database.reported('select report("table") from pragma_foreign_key_check limit 1')
  return { damage: astray === undefined ? null : `a row of ${String(astray)} belongs to nothing`, isIndexSound }
}

/** What is wrong with the history; null when all of it is sound. */
export function soundness(database: Readable): string | null {
  return examined(database).damage
}
