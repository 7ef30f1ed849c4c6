import type { Readable } from './database'

const TABLES = ['folder', 'conversation', 'message', 'answer', 'tool_result', 'request', 'draft', 'image', 'message_image']

/** For tests: every row of every table a person's things are in, without the number SQLite gave it, in order. */
export function storedRows(readable: Readable): Readonly<Record<string, readonly string[]>> {
  const rowsOf = (table: string): string[] => {
    const rows = readable.all<Record<string, unknown>>(`select * from ${table}`).map(({ row: _, ...rest }) => rest)
    return rows.map((row) => JSON.stringify(row)).sort()
  }
  return Object.fromEntries(TABLES.map((table) => [table, rowsOf(table)]))
}
