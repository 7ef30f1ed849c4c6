import { afterEach, expect, it } from 'vitest'
import { IN_MEMORY, openWritable } from '../database'
import { migrate, schemaVersion } from '../migrate'

const database = openWritable(IN_MEMORY)
afterEach(() => database.close())

it('makes an empty database into one that keeps a tree of messages', () => {
  migrate(database, 1)
  expect(schemaVersion(database)).toBe(1)
  database.script(`
    insert into conversation (id, title, provider_id, model, system_prompt, created_at_ms, updated_at_ms)
      values ('c', '', 'p', 'm', '', 1, 1), ('d', '', 'p', 'm', '', 1, 1);
    insert into message (id, conversation_id, parent_id, role, text, created_at_ms)
      values ('q', 'c', null, 'user', '', 1), ('a', 'c', 'q', 'assistant', '', 2);
    insert into answer (message_id, run_id, provider_id, model, reasoning, past_reasoning, refusal, tool_calls, seams,
      attempts, skipped_events, state) values ('a', 'r', 'p', 'm', '', '[]', '', '[]', '[]', '[]', 0, '{"phase":"waiting"}');
    insert into piece (run_id, seq, body) values ('r', 0, '[]');`)
  expect(database.get('select phase from answer')).toEqual({ phase: 'waiting' })

  const inOther = `insert into message (id, conversation_id, parent_id, role, text, created_at_ms)`
  expect(() => database.script(`${inOther} values ('x', 'd', 'q', 'user', '', 1)`)).toThrow(/FOREIGN KEY/)
  expect(() => database.script(`${inOther} values ('x', 'c', null, 'nobody', '', 1)`)).toThrow(/CHECK/)
  expect(() => database.script(`${inOther} values ('x', 'c', null, 'user', '', 'late')`)).toThrow(/INTEGER/)

  database.script(`delete from conversation where id = 'c'`)
  const left = database.get('select (select count(*) from message) + (select count(*) from piece) as n')
  expect(left).toEqual({ n: 0 })
})
