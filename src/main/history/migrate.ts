import { faultError } from '../fault-error'
import type { Readable, Writable } from './database'
import { CONVERSATIONS } from './migrations/0001-conversations'
import { DRAFTS } from './migrations/0002-drafts'
import { SEARCH } from './migrations/0003-search'
import { FOLDERS } from './migrations/0004-folders'
import { TRANSLATIONS } from './migrations/0005-translations'
import { IMAGES } from './migrations/0006-images'

/** Migration N takes a database of version N - 1 to version N. One that has been released is never edited. */
export const MIGRATIONS: readonly string[] = [CONVERSATIONS, DRAFTS, SEARCH, FOLDERS, TRANSLATIONS, IMAGES]

export const NEWEST_VERSION = MIGRATIONS.length

/** Brings the schema up to `target`, in one transaction each. */
export function migrate(database: Writable, target = NEWEST_VERSION, migrations = MIGRATIONS): void {
  const version = schemaVersion(database)
  for (const [at, sql] of migrations.slice(0, target).entries()) {
    if (at < version) continue
    database.transaction('power', () => database.script(`${sql};pragma user_version = ${String(at + 1)}`))
  }
}

/** 0 for a database that has just been made. */
export function schemaVersion(database: Readable): number {
  return Number(database.reported('select report(user_version) from pragma_user_version')[0])
}

/** Throws `database_newer` when the schema is one that this version of the app does not know. */
export function assertNotNewer(database: Readable): void {
  const version = schemaVersion(database)
  if (version <= NEWEST_VERSION) return
  throw faultError('database_newer', `schema ${String(version)}, this version knows ${String(NEWEST_VERSION)}`)
}
