import type { Readable } from './database'

/** What is wrong with an index of the search is found there, and mended from the texts. */
const CHECK = `
  select report(integrity_check) from pragma_integrity_check
  where integrity_check not like '%FTS5 table main.%' and integrity_check not like 'fts5: %' limit 1`

/**
 * Reads the whole database; null when all of it is sound, else what is wrong, without a word of what is stored. With a
 * write-ahead log of another state of the file, every page may be sound and yet a row belong to nothing.
 */
export function soundness(database: Readable): string | null {
  const [found] = database.reported(CHECK)
  if (found !== undefined && found !== 'ok') return String(found)
  const [astray] = database.reported('select report("table") from pragma_foreign_key_check limit 1')
  return astray === undefined ? null : `a row of ${String(astray)} belongs to nothing`
}
