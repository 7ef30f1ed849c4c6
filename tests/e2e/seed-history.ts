import { join } from 'node:path'
import { openWritable } from '../../src/main/history/database'
import type { NewTurn } from '../../src/main/history/history'
import { HistoryWriter } from '../../src/main/history/history-writer'
import { migrate } from '../../src/main/history/migrate'

/** Puts whole conversations into a profile before the app starts with it. */
export function seedHistory(profile: string, turns: readonly NewTurn[]): void {
  const database = openWritable(join(profile, 'history.db'))
  try {
    migrate(database)
    const writer = new HistoryWriter(database)
    for (const turn of turns) writer.begin(turn)
  } finally {
    database.close()
  }
}
