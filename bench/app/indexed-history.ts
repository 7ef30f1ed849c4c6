import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWritable, type Writable } from '../../src/main/history/database'
import type { ImportPart } from '../../src/main/history/import-part'
import { migrate } from '../../src/main/history/migrate'
import { putConversation, putMessage } from '../../src/main/history/put-rows'
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

const MESSAGES_TOGETHER = 1_000

/** How long these rows and their index take with nothing else around them, in milliseconds; merging is not counted. */
export function storedAsRead(parts: readonly ImportPart[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'rill-bench-'))
  const database = openWritable(join(folder, 'history.db'))
  migrate(database)
  const upkeep = new IndexUpkeep(database)
  const startedMs = performance.now()
  for (let at = 0; at < parts.length;) {
    const together: ImportPart[] = []
    for (let messages = 0; at < parts.length && messages < MESSAGES_TOGETHER; at++) {
      together.push(...parts.slice(at, at + 1))
      messages += together.at(-1)?.messages.length ?? 0
    }
    database.transaction('process', () => together.forEach((part) => storePart(database, part)))
    while (upkeep.step());
  }
  const tookMs = performance.now() - startedMs
  database.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  return tookMs
}

function storePart(database: Writable, { conversation, messages, first, last }: ImportPart): void {
  if (first) putConversation(database, conversation)
  for (const message of messages) putMessage(database, message)
  if (last) database.run('update conversation set head_id = ? where id = ?', conversation.headId, conversation.id)
}
