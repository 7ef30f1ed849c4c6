import { LIVE_PHASES } from '../live-runs'
import { DROP_REMOVED, REMOVED_TABLES } from './removed-rows'
import { ROW_SHAPES, type FoundTable } from './row-shapes'

/** Where the rows of one view of the file wait until all of them are found. */
export const WAITING_ROWS = ROW_SHAPES.map(({ table }) => `create temp table found_${table} (${namesOf(table)});`).join('\n')

/** Written as text, so that a file that has to be renamed later is not held by a statement. */
export const TAKE_ROWS: ReadonlyMap<FoundTable, string> = new Map(ROW_SHAPES.map(({ table, columns }) => {
  const values = columns.map((_, at) => `value ->> ${String(at)}`).join(', ')
  return [table, `insert into temp.found_${table} select ${values} from json_each(fed())`]
}))

const LIVE = `case when json_valid(state) then state ->> 'phase' end in ${LIVE_PHASES}`

const KNOWN_PHASE = `case when json_valid(state) then state ->> 'phase' end in
  ('waiting', 'streaming', 'retrying', 'ended', 'stopped', 'interrupted', 'failed')`

const orEmpty = (column: string): string =>
  `case when json_valid(${column}) and json_type(${column}) = 'array' then ${column} else '[]' end`

/**
 * Adds what one view of the file holds to what earlier, better ones held. A message, its kind and its journal come from
 * one view: text that is already folded, with an older journal on top, would stand there twice.
 */
export const MERGE_ROWS = `
${DROP_REMOVED}
insert or ignore into temp.known
  select id from temp.found_known union select message_id from temp.found_answer
  union select message_id from temp.found_tool_result
  union select parent_id from temp.found_message where parent_id is not null
  union select head_id from temp.found_conversation where head_id is not null;

insert or ignore into folder (id, name, parent_id, position, open)
  select id, name, parent_id, position, open from temp.found_folder;

insert or ignore into conversation (id, title, provider_id, model, system_prompt, temperature, head_id, created_at_ms,
    updated_at_ms, deleted_at_ms, folder_id, pinned_at_ms, archived_at_ms)
  select id, title, provider_id, model, system_prompt, temperature, head_id, created_at_ms, updated_at_ms, deleted_at_ms,
    folder_id, pinned_at_ms, archived_at_ms
  from temp.found_conversation;

delete from temp.added;
insert or ignore into temp.added select id from temp.found_message where id not in (select id from message);

insert or ignore into message (id, conversation_id, parent_id, role, text, created_at_ms)
  select id, conversation_id, parent_id, role, text, created_at_ms from temp.found_message
  where id in (select id from temp.added);

insert or ignore into answer (message_id, run_id, provider_id, model, reasoning, past_reasoning, refusal, tool_calls,
    seams, attempts, skipped_events, state)
  select message_id, run_id, provider_id, model, reasoning, ${orEmpty('past_reasoning')}, refusal,
    ${orEmpty('tool_calls')}, ${orEmpty('seams')}, ${orEmpty('attempts')}, skipped_events,
    case when ${KNOWN_PHASE} then state else '{"phase":"interrupted","fault":null}' end
  from temp.found_answer
  where message_id in (select id from temp.added) or message_id not in (select id from message) or not ifnull(${LIVE}, 0);

insert or ignore into tool_result (message_id, call_id, name, outcome)
  select message_id, call_id, name, outcome from temp.found_tool_result;

insert or ignore into request (message_id, url, body)
  select message_id, url, body from temp.found_request where json_valid(body);

insert or ignore into piece (run_id, seq, body)
  select run_id, seq, body from temp.found_piece
  where run_id not in (
    select run_id from answer
    where message_id in (select id from message) and message_id not in (select id from temp.added)
  );

insert or ignore into image (id, type, width_px, height_px, bytes)
  select id, type, width_px, height_px, unhex(bytes) from temp.found_image;

insert or ignore into message_image (position, message_id, image_id)
  select position, message_id, image_id from temp.found_message_image;

insert or ignore into draft (conversation_id, text, updated_at_ms, images)
  select conversation_id, text, updated_at_ms, ${orEmpty('images')} from temp.found_draft;

insert or ignore into translation (row, source, choices, part_keys, updated_at_ms)
  select 1, source, choices, ${orEmpty('part_keys')}, updated_at_ms from temp.found_translation
  where json_valid(choices) order by updated_at_ms desc limit 1;

insert or ignore into translated_part (key, run_id, content, updated_at_ms)
  select key, run_id, content, updated_at_ms from temp.found_translated_part
  where json_valid(content) order by updated_at_ms desc;

insert or ignore into translated_piece (run_id, body, seq) select run_id, body, seq from temp.found_translated_piece;

${ROW_SHAPES.map(({ table }) => `delete from temp.found_${table};`).join('\n')}
`

/** The tables the views are merged through. */
export const MERGE_TABLES = `
create temp table known (id text primary key) without rowid;
create temp table added (id text primary key) without rowid;
${REMOVED_TABLES}
${WAITING_ROWS}
`

function namesOf(table: FoundTable): string {
  const shape = ROW_SHAPES.find((one) => one.table === table)
  return (shape?.columns ?? []).map(({ name }) => name).join(', ')
}
