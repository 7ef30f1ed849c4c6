import { DatabaseSync } from '@photostructure/sqlite'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message } from '../../src/shared/domain/message'
import { openReadable } from '../../src/main/history/database'
import { HistoryReader } from '../../src/main/history/history-reader'

/** What a killed app has left on disk of its newest conversation. */
export interface KeptAnswer {
  readonly question: string
  readonly text: string
  /** What SQLite says about the file: `ok`, or what is wrong with it. */
  readonly integrity: string
}

/** Looks at a copy: the next start of the app shall meet the files as the kill has left them. */
export async function keptAnswer(database: string): Promise<KeptAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'rill-kept-'))
  try {
    const copy = join(folder, 'history.db')
    await copyFile(database, copy)
    // Without it the file says nothing of the last second; its index is made anew.
    await copyFile(`${database}-wal`, `${copy}-wal`)
    return { integrity: integrityOf(copy), ...newestAnswer(copy) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function integrityOf(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database.prepare('pragma integrity_check').all() as { integrity_check: string }[]
  database.close()
  return rows.map((row) => row.integrity_check).join('; ')
}

function newestAnswer(file: string): Pick<KeptAnswer, 'question' | 'text'> {
  const database = openReadable(file)
  const reader = new HistoryReader(database)
  const [newest] = reader.list(1, 0)
  const messages: readonly Message[] = newest ? reader.open(newest.id).messages : []
  database.close()
  return { question: messages.at(-2)?.text ?? '', text: messages.at(-1)?.text ?? '' }
}
