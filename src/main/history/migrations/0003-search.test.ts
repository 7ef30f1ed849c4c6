import { afterEach, expect, it } from 'vitest'
import { IN_MEMORY, openWritable } from '../database'
import { migrate, schemaVersion } from '../migrate'

const database = openWritable(IN_MEMORY)
afterEach(() => database.close())

const waiting = (): unknown[] => database.all<{ row: number }>('select row from search_pending').map(({ row }) => row)

it('has everything that is stored wait for the index, and whatever is written from then on', () => {
  migrate(database, 2)
  database.script(`
    insert into conversation (id, title, provider_id, model, system_prompt, created_at_ms, updated_at_ms)
      values ('c', 'kept', 'p', 'm', '', 1, 1);
    insert into message (row, id, conversation_id, parent_id, role, text, created_at_ms)
      values (1, 'q', 'c', null, 'user', 'old', 1), (2, 't', 'c', 'q', 'tool', 'result', 2)`)
  migrate(database, 3)
  expect(schemaVersion(database)).toBe(3)
  expect(waiting()).toEqual([1])
  expect(database.all('select row from search_pending_title')).toHaveLength(1)

  database.script('delete from search_pending; delete from search_pending_title')
  database.script(`
    insert into message (row, id, conversation_id, parent_id, role, text, created_at_ms)
      values (3, 'a', 'c', 'q', 'assistant', '', 3), (4, 'u', 'c', 'q', 'tool', 'result', 4);
    insert into answer (message_id, run_id, provider_id, model, reasoning, past_reasoning, refusal, tool_calls, seams,
      attempts, skipped_events, state) values ('a', 'r', 'p', 'm', '', '[]', '', '[]', '[]', '[]', 0, '{"phase":"waiting"}')`)
  expect(waiting()).toEqual([3])
  database.script(`delete from search_pending; insert into piece (run_id, seq, body) values ('r', 0, '[]')`)
  expect(waiting()).toEqual([])
  database.script(`update answer set state = '{"phase":"ended"}'; update conversation set title = 'new'`)
  expect(waiting()).toEqual([3])
  expect(database.all('select row from search_pending_title')).toHaveLength(1)
})
