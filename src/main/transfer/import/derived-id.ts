import { createHash } from 'node:crypto'
import type { Id, ProviderId } from '../../../shared/domain/ids'
import type { ImportFormat } from '../../../shared/domain/transfer'

/** What imported conversations name as their provider: none has this id, so a person chooses one to go on. */
export const NO_PROVIDER = 'imported' as ProviderId

/**
 * An id that follows from where a thing comes from, so that a second import finds what the first one brought. A UUID of
 * version 8, which RFC 9562 leaves to the application.
 */
export function derivedId<T extends Id<string>>(format: ImportFormat, ...source: readonly string[]): T {
  const hash = createHash('sha256').update(JSON.stringify([format, ...source])).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-') as T
}
