import { join } from 'node:path'
import { openWritable, type Writable } from '../../src/main/history/database'
import type { NewTurn } from '../../src/main/history/history'
import { HistoryWriter } from '../../src/main/history/history-writer'
import { migrate } from '../../src/main/history/migrate'

/** Puts whole conversations into a profile before the app starts with it. */
export function seedHistory(profile: string, turns: readonly NewTurn[]): void {
  fillProfile(profile, (database) => {
    const writer = new HistoryWriter(database)
    for (const turn of turns) writer.begin(turn)
  })
}

/** Opens a profile's history of the newest schema for `fill`, before the app starts with it. */
export function fillProfile(profile: string, fill: (database: Writable) => void): void {
  const database = openWritable(join(profile, 'history.db'))
  try {
    migrate(database)
    fill(database)
  } finally {
    database.close()
  }
}
