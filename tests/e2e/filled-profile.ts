import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HistoryWriter } from '../../src/main/history/history-writer'
import { openWritable } from '../../src/main/history/database'
import { migrate } from '../../src/main/history/migrate'
import { fillHistory } from '../../src/main/history/salvage/sample-history'

export const CONVERSATIONS = 8
/** The newest one; its last answer is whole. */
export const NEWEST = `Conversation ${String(CONVERSATIONS - 1)}`

/** A history as a killed app leaves it: half of the conversations are in its write-ahead log alone. */
export async function killedHistory(profile: string): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'rill-filled-'))
  const database = openWritable(join(made, 'history.db'))
  try {
    migrate(database)
    database.script('pragma application_id = 77')
    const writer = new HistoryWriter(database)
    fillHistory(writer, CONVERSATIONS / 2)
    database.script('pragma wal_checkpoint(truncate); pragma wal_autocheckpoint = 0')
    for (let at = CONVERSATIONS / 2; at < CONVERSATIONS; at++) {
      const { conversations } = fillHistory(writer, 1)
      for (const id of conversations) writer.change(id, { title: `Conversation ${String(at)}` })
    }
    for (const part of ['', '-wal']) await copyFile(join(made, `history.db${part}`), join(profile, `history.db${part}`))
  } finally {
    database.close()
    await rm(made, { recursive: true })
  }
  return join(profile, 'history.db')
}

/** The same, closed well: one file. */
export async function closedHistory(profile: string): Promise<string> {
  const file = await killedHistory(profile)
  openWritable(file).close()
  return file
}
