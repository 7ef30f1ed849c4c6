import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWritable, type Writable } from '../../src/main/history/database'
import { migrate } from '../../src/main/history/migrate'
import { IndexUpkeep } from '../../src/main/history/search/index-upkeep'
import { corpus } from '../corpus/corpus'
import { storeCorpus } from '../corpus/store-corpus'

export interface FilledHistory {
  readonly folder: string
  readonly database: Writable
  /** How long the texts took without the index, and the index alone, in milliseconds. */
  readonly insertMs: number
  readonly indexMs: number
  remove(): void
}

/** A history of this many messages with their index. */
export function filledHistory(messages: number, seed: number): FilledHistory {
  const folder = mkdtempSync(join(tmpdir(), 'rill-bench-'))
  const database = openWritable(join(folder, 'history.db'))
  migrate(database)
  const took = storeIndexed(database, messages, seed)
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  return { folder, database, ...took, remove }
}

/** Puts this many messages with their index into a history, and says how long both took. */
export function storeIndexed(
  database: Writable,
  messages: number,
  seed: number
): Pick<FilledHistory, 'insertMs' | 'indexMs'> {
  const upkeep = new IndexUpkeep(database)
  let indexMs = 0
  const startedMs = performance.now()
  storeCorpus(database, corpus({ messages, seed }), () => {
    const fromMs = performance.now()
    while (upkeep.step());
    indexMs += performance.now() - fromMs
  })
  const insertMs = performance.now() - startedMs - indexMs
  const fromMs = performance.now()
  // As the program does once nothing new comes.
  while (upkeep.merge());
  return { insertMs, indexMs: indexMs + performance.now() - fromMs }
}
