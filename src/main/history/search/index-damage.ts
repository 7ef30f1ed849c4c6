/** SQLITE_CORRUPT_VTAB: what a virtual table keeps does not hang together. The only ones are those of the index. */
const CORRUPT_VTAB = 267
/** What is found while rows are read comes from the driver without its number. */
const CORRUPTION = /^fts5: (?:corruption|missing row)/

/** Whether this means that the index is damaged, and nothing else. */
export function isIndexDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('errcode' in error && error.errcode === CORRUPT_VTAB) || CORRUPTION.test(error.message)
}
