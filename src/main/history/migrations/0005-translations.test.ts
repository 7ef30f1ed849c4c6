import { afterEach, expect, it } from 'vitest'
import { IN_MEMORY, openWritable } from '../database'
import { migrate, schemaVersion } from '../migrate'

const database = openWritable(IN_MEMORY)
afterEach(() => database.close())

it('adds a place for translations and leaves what there is', () => {
  migrate(database, 4)
  database.script(`insert into draft (conversation_id, text, updated_at_ms) values ('', 'kept', 1)`)
  migrate(database, 5)
  expect(schemaVersion(database)).toBe(5)
  expect(database.get('select text from draft')).toEqual({ text: 'kept' })
  database.script(`insert into translation values (1, 'Hello', '{}', '[]', 1)`)
  expect(() => database.script(`insert into translation values (2, 'Two', '{}', '[]', 1)`)).toThrow(/CHECK/)
  expect(() => database.script(`insert into translated_piece values ('nobody', '[]', 0)`)).toThrow(/FOREIGN KEY/)
  database.script(`insert into translated_part values ('k', 'r', '{}', 1)`)
  database.script(`insert into translated_piece values ('r', '[]', 0)`)
  database.script('delete from translated_part')
  expect(database.get('select count(*) as n from translated_piece')).toEqual({ n: 0 })
})
