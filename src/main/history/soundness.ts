import type { Readable } from './database'

/**
 * Reads the whole database; null when all of it is sound, else what is wrong, without a word of what is stored. With a
 * write-ahead log of another state of the file, every page may be sound and yet a row belong to nothing.
 */
export function soundness(database: Readable): string | null {
  const [found] = database.reported('select report(integrity_check) from pragma_integrity_check limit 1')
  if (found !== 'ok') return String(found)
  const [astray] = database.reported('select report("table") from pragma_foreign_key_check limit 1')
  return astray === undefined ? null : `a row of ${String(astray)} belongs to nothing`
}
