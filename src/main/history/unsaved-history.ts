import { pathToFileURL } from 'node:url'
import { backupsOf } from './backup-files'
import { IN_MEMORY, openWritable, type Writable } from './database'
import { migrate } from './migrate'
import { removedNotes } from './removed-notes'
import { bytesOf } from './replace-damaged'
import { versionIn } from './salvage/page-file'
import { refill } from './salvage/rebuild'
import { loggedBeside, putLogged } from './take-logged'

/** The first window waits for this. */
const LIMIT_MS = 10_000

/**
 * A history in memory that holds what is in this file, which is only read: for a folder that cannot be written to, and
 * for a history that another process writes. Empty where nothing can be read.
 */
export function openUnsaved(file: string): Writable {
  return copied(file) ?? salvaged(file) ?? inMemory()
}

/** Null where SQLite cannot read the file without writing beside it, or finds it damaged. */
function copied(file: string): Writable | null {
  return attempt((database) => {
    // Without a write-ahead log the file is all there is, and SQLite needs to make nothing beside it.
    const how = bytesOf(`${file}-wal`) > 0 ? 'mode=ro' : 'mode=ro&immutable=1'
    // Before the rows, so that a run which another process ends meanwhile is in one of them.
    const logged = loggedBeside(file)
    migrate(database, versionIn(file))
    database.script(`pragma foreign_keys = off; attach '${quoted(`${pathToFileURL(file).href}?${how}`)}' as stored`)
    database.transaction('process', () => tablesIn(database).forEach((table) => copyTable(database, table)))
    database.script('detach stored; pragma foreign_keys = on')
    migrate(database)
    putLogged(database, logged)
  })
}

function salvaged(file: string): Writable | null {
  return attempt((database) => {
    migrate(database)
    const backups = backupsOf(file).map((one) => one.file)
    const removed = removedNotes(file).flatMap(({ ids }) => ids)
    refill(database, { damaged: file, backups, removed, limitMs: LIMIT_MS })
  })
}

function inMemory(): Writable {
  const database = openWritable(IN_MEMORY)
  // Where this is needed, a file for what is put aside on the way may not be possible either.
  database.script('pragma temp_store = memory')
  migrate(database)
  return database
}

function attempt(fill: (database: Writable) => void): Writable | null {
  const database = openWritable(IN_MEMORY)
  try {
    database.script('pragma temp_store = memory')
    fill(database)
    return database
  } catch {
    // The next way of reading it is tried; that nothing is saved is what the person is told.
    database.close()
    return null
  }
}

/** Its own tables, without those of the index: their rows follow from the others. */
function tablesIn(database: Writable): string[] {
  const sql = `select report(name) from pragma_table_list where schema = 'stored' and type = 'table' and name not like 'sqlite_%' and name not in ('wiped') and name not like 'search_%'`
  return database.reported(sql).map(String)
}

function copyTable(database: Writable, table: string): void {
  // Generated columns are not in this list.
  const columns = database.reported(`select report(name) from pragma_table_info('${quoted(table)}', 'stored')`).join(', ')
  database.script(`insert into main.${table} (${columns}) select ${columns} from stored.${table}`)
}

function quoted(text: string): string {
  return text.replaceAll(`'`, `''`)
}
