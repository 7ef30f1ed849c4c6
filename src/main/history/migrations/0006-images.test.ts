import { afterEach, expect, it } from 'vitest'
import { IN_MEMORY, openWritable } from '../database'
import { migrate, schemaVersion } from '../migrate'

const database = openWritable(IN_MEMORY)
afterEach(() => database.close())

it('adds a place for images, which go with the last message that has them', () => {
  migrate(database, 5)
  database.script(`
    insert into draft (conversation_id, text, updated_at_ms) values ('', 'kept', 1);
    insert into conversation (id, title, provider_id, model, system_prompt, created_at_ms, updated_at_ms)
      values ('c', '', '', '', '', 1, 1), ('d', '', '', '', '', 1, 1);
    insert into message (id, conversation_id, role, text, created_at_ms) values ('m', 'c', 'user', '', 1), ('n', 'd', 'user', '', 1)`)
  migrate(database, 6)
  expect(schemaVersion(database)).toBe(6)
  expect(database.get('select text, images from draft')).toEqual({ text: 'kept', images: '[]' })
  const images = (): unknown => database.all<{ id: string }>('select id from image order by id').map(({ id }) => id)
  database.script(`
    insert into image values ('a', 'image/png', 1, 1, x'00'), ('b', 'image/png', 1, 1, x'01');
    insert into message_image values (0, 'm', 'a'), (0, 'n', 'a'), (1, 'm', 'b')`)
  expect(() => database.script(`insert into image values ('x', 'image/svg+xml', 1, 1, x'00')`)).toThrow(/CHECK/)
  expect(() => database.script(`insert into message_image values (2, 'm', 'nobody')`)).toThrow(/FOREIGN KEY/)
  database.script(`delete from conversation where id = 'c'`)
  expect(images()).toEqual(['a'])
  database.script(`update draft set images = '[{"id":"a"}]'; delete from conversation where id = 'd'`)
  expect(images()).toEqual(['a'])
})
