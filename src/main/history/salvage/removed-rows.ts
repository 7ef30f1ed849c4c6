import type { Writable } from '../database'
import { conversationOf } from '../logged-pieces'
import type { Logged } from '../take-logged'

export const REMOVED_TABLES = `
create temp table removed (id text primary key) without rowid;
create temp table removed_message (id text primary key) without rowid;
`

const NOTE = `
insert or ignore into temp.removed
  select value ->> 0 from json_each(fed())
  where value ->> 0 not in (select id from conversation) and value ->> 0 not in (select conversation_id from message)`

/**
 * What was noted as removed for good is not brought back, by no later view and no backup. To be called once the best
 * view is merged: what that has all the same was never removed, or was taken back.
 */
export function noteRemovedRows(database: Writable, ids: readonly string[]): void {
  database.feed(NOTE, ids.map((id) => [id]))
}

const OF_REMOVED = 'message_id in (select id from temp.removed_message)'

const IN_DRAFTS = `
  select kept.value ->> 'id' from temp.found_draft f, json_each(iif(json_valid(f.images), f.images, '[]')) kept
  union select kept.value ->> 'id' from draft d, json_each(d.images) kept`

/** Takes it out of what one view of the file holds, before any of that is put into the new file. */
export const DROP_REMOVED = `
insert or ignore into temp.removed_message
  select id from temp.found_message where conversation_id in (select id from temp.removed);

delete from temp.found_draft where conversation_id in (select id from temp.removed);
delete from temp.found_image
  where id in (select image_id from temp.found_message_image where ${OF_REMOVED})
    and id not in (select image_id from temp.found_message_image where not (${OF_REMOVED}))
    and id not in (select image_id from message_image) and id not in (${IN_DRAFTS});

delete from temp.found_piece where run_id in (select run_id from temp.found_answer where ${OF_REMOVED});
delete from temp.found_piece where run_id in (
  select run_id from (select run_id, iif(json_valid(body), body, '[]') as body from temp.found_piece)
  where body ->> '$[0].conversationId' in (select id from temp.removed));

${['answer', 'tool_result', 'request', 'message_image'].map((table) => `delete from temp.found_${table} where ${OF_REMOVED};`).join('\n')}
delete from temp.found_known where id in (select id from temp.removed_message);
delete from temp.found_message where id in (select id from temp.removed_message);
delete from temp.found_conversation where id in (select id from temp.removed);
`

/** Without the logs of runs that were made for it. */
export function withoutRemoved(database: Writable, logged: Logged): Logged {
  const removed = new Set(database.reported('select report(id) from temp.removed'))
  if (removed.size === 0) return logged
  return new Map([...logged].filter(([, pieces]) => !removed.has(conversationOf(pieces))))
}
