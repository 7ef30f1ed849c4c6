import { createHash } from 'node:crypto'
import type { Id, ProviderId } from '../../../shared/domain/ids'
import type { ImportFormat } from '../../../shared/domain/transfer'

/** What imported conversations name as their provider: none has this id, so a person chooses one to go on. */
export const NO_PROVIDER = 'imported' as ProviderId

/** The two bits by which RFC 9562 tells its own, before the two of the hash. */
const VARIANTS = ['8', '9', 'a', 'b']

/**
 * An id that follows from where a thing comes from, so that a second import finds what the first one brought. A UUID of
 * version 8, which RFC 9562 leaves to the application.
 */
export function derivedId<T extends Id<string>>(format: ImportFormat, ...source: readonly string[]): T {
  const hex = createHash('sha256').update(JSON.stringify([format, ...source])).digest('hex')
  const variant = VARIANTS[parseInt(hex.charAt(16), 16) % VARIANTS.length] ?? ''
  const rest = `${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${rest}` as T
}
