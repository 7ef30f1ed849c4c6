import { afterEach, expect, it } from 'vitest'
import { IN_MEMORY, openWritable } from '../database'
import { migrate, schemaVersion } from '../migrate'

const database = openWritable(IN_MEMORY)
afterEach(() => database.close())

it('adds folders and leaves every conversation where it was', () => {
  migrate(database, 3)
  database.script(`
    insert into conversation (id, title, provider_id, model, system_prompt, created_at_ms, updated_at_ms)
      values ('c', 'kept', 'p', 'm', '', 1, 1)`)
  migrate(database, 4)
  expect(schemaVersion(database)).toBe(4)
  const places = 'select title, folder_id, pinned_at_ms, archived_at_ms from conversation'
  expect(database.get(places)).toEqual({ title: 'kept', folder_id: null, pinned_at_ms: null, archived_at_ms: null })
  expect(() => database.script(`update conversation set folder_id = 'nowhere'`)).toThrow(/FOREIGN KEY/)
  database.script(`insert into folder (id, name, parent_id, position, open) values ('f', 'Work', null, 0, 1)`)
  database.script(`update conversation set folder_id = 'f'`)
  expect(() => database.script('delete from folder')).toThrow(/FOREIGN KEY/)
})
