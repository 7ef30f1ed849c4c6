import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillList, fillProfile } from '../../tests/e2e/seed-history'
import { storeIndexed } from './indexed-history'

const SEED = 7

/**
 * A profile of somebody who has so many messages, in the index long since, and so many conversations in the list. The
 * caller removes it.
 */
export async function livedInProfile(messages: number, listed: number): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'rill-lived-in-'))
  fillProfile(profile, (database) => void storeIndexed(database, messages, SEED))
  fillList(profile, listed, Date.now())
  return profile
}
