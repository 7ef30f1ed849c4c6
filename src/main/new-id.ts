import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Id } from '../shared/domain/ids'

/**
 * A new id; ids sort by the millisecond they were made in. The package's own source of randomness is newer than our
 * oldest Node.
 */
export function newId<T extends Id<string>>(): T {
  return v7({ rng: () => randomBytes(16) }) as T
}
