import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewTurn } from '../../src/main/history/history'
import { seedHistory } from '../../tests/e2e/seed-history'

/** A profile with these conversations in its history. The caller removes it. */
export async function storedProfile(turns: readonly NewTurn[]): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'rill-stored-'))
  seedHistory(profile, turns)
  return profile
}

export function removeProfile(profile: string): Promise<void> {
  return rm(profile, { recursive: true, force: true, maxRetries: 10 })
}
