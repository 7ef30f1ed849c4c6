import { afterEach, expect, it } from 'vitest'
import { IN_MEMORY, openWritable } from '../database'
import { migrate, schemaVersion } from '../migrate'

const database = openWritable(IN_MEMORY)
afterEach(() => database.close())

it('adds a place for drafts and leaves what there is', () => {
  migrate(database, 1)
  database.script(`
    insert into conversation (id, title, provider_id, model, system_prompt, created_at_ms, updated_at_ms)
      values ('c', 'kept', 'p', 'm', '', 1, 1)`)
  migrate(database, 2)
  expect(schemaVersion(database)).toBe(2)
  expect(database.get('select title from conversation')).toEqual({ title: 'kept' })
  database.script(`insert into draft (conversation_id, text, updated_at_ms) values ('', 'new', 1), ('c', 'old', 2)`)
  const again = `insert into draft (conversation_id, text, updated_at_ms) values ('c', '', 3)`
  expect(() => database.script(again)).toThrow(/UNIQUE/)
})
