import { DatabaseSync } from '@photostructure/sqlite'
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Message } from '../../src/shared/domain/message'
import { HistoryReader } from '../../src/main/history/history-reader'
import { openDatabase } from '../../src/main/history/open-database'

/** What a killed app has left on disk of its newest conversation. */
export interface KeptAnswer {
  readonly question: string
  readonly text: string
  /** What SQLite says about the file: `ok`, or what is wrong with it. */
  readonly integrity: string
}

/** The database, its write-ahead log, and the logs of the answers that were being made; locks and indexes are not. */
const KEPT = /^history\.db(?:-wal|-run-.*)?$/

/** Looks at a copy: the next start of the app shall meet the files as the kill has left them. */
export async function keptAnswer(database: string): Promise<KeptAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'rill-kept-'))
  try {
    const from = dirname(database)
    const names = (await readdir(from)).filter((name) => KEPT.test(name))
    await Promise.all(names.map((name) => copyFile(join(from, name), join(folder, name))))
    return { integrity: integrityOf(join(folder, 'history.db')), ...newestAnswer(folder) }
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

/** As the next start opens it. */
function newestAnswer(folder: string): Pick<KeptAnswer, 'question' | 'text'> {
  const { database, close } = openDatabase(folder)
  const reader = new HistoryReader(database)
  const [newest] = reader.list(1, 0)
  const messages: readonly Message[] = newest ? reader.open(newest.id).messages : []
  close()
  return { question: messages.at(-2)?.text ?? '', text: messages.at(-1)?.text ?? '' }
}
