import { expect, it } from 'vitest'
import { IN_MEMORY, openWritable } from './database'
import { migrate, MIGRATIONS, NEWEST_VERSION, schemaVersion } from './migrate'

it('leads to the schema that is written down, from every version before', async () => {
  for (const from of MIGRATIONS.keys()) {
    const database = openWritable(IN_MEMORY)
    migrate(database, from)
    expect(schemaVersion(database)).toBe(from)
    migrate(database)
    migrate(database)
    expect(schemaVersion(database)).toBe(NEWEST_VERSION)
    const rows = database.all<{ sql: string }>('select sql from sqlite_schema where sql is not null order by name')
    const schema = rows.map((row) => `${row.sql};\n`).join('\n')
    await expect(schema).toMatchFileSnapshot('migrations/newest-schema.sql')
    database.close()
  }
})
