import { LIVE_PHASES } from '../live-runs'

/** What the first piece of a run's journal says about the answer it belongs to. */
const STARTS = `
  select run_id, body ->> '$[0].messageId' as message_id, body ->> '$[0].conversationId' as conversation_id,
    body ->> '$[0].model' as model
  from (select run_id, case when json_valid(body) then body else '[]' end as body from piece)
  where body ->> '$[0].type' = 'run-start' and body ->> '$[0].messageId' is not null
    and body ->> '$[0].conversationId' is not null`

const EARLIER = `
  select earlier.id from message earlier
  where earlier.conversation_id = message.conversation_id
    and (earlier.created_at_ms, earlier.id) < (message.created_at_ms, message.id)
  order by earlier.created_at_ms desc, earlier.id desc limit 1`

/**
 * Makes a whole history of the rows there are. What hangs on something that was lost is hung on what stands before it;
 * a message without its conversation gets one, named after its first question; an answer of which only the text is left
 * is an interrupted one. What can be tied to nothing goes.
 */
export const MEND_ROWS = `
insert or ignore into message (id, conversation_id, parent_id, role, text, created_at_ms)
  select message_id, conversation_id, 'lost', 'assistant', '', 0 from (${STARTS});

delete from answer where message_id not in (select id from message where role = 'assistant');
delete from tool_result where message_id not in (select id from message where role = 'tool');

insert or ignore into answer (message_id, run_id, provider_id, model, reasoning, past_reasoning, refusal, tool_calls,
    seams, attempts, skipped_events, state)
  select m.id, iif(s.run_id is null or s.run_id in (select run_id from answer), 'lost-' || m.id, s.run_id), coalesce(c.provider_id, ''), coalesce(s.model, c.model, ''), '', '[]',
    '', '[]', '[]', '[]', 0, iif(s.run_id is null, '{"phase":"interrupted","fault":null}', '{"phase":"streaming"}')
  from message m left join conversation c on c.id = m.conversation_id left join (${STARTS}) s on s.message_id = m.id
  where m.role = 'assistant' and m.id not in (select message_id from answer);

insert or ignore into tool_result (message_id, call_id, name, outcome)
  select id, '', '', 'failed' from message where role = 'tool';

insert or ignore into conversation (id, title, provider_id, model, system_prompt, created_at_ms, updated_at_ms)
  select m.conversation_id,
    coalesce((select substr(trim(replace(q.text, char(10), ' ')), 1, 60) from message q
      where q.conversation_id = m.conversation_id and q.role = 'user' order by q.created_at_ms, q.id limit 1), '…'),
    coalesce(max(a.provider_id), ''), coalesce(max(a.model), ''), '', 0, 0
  from message m left join answer a on a.message_id = m.id group by m.conversation_id;

update conversation set
  updated_at_ms = iif(updated_at_ms > 0, updated_at_ms,
    ifnull((select max(created_at_ms) from message where conversation_id = conversation.id), 0)),
  created_at_ms = iif(created_at_ms > 0, created_at_ms,
    ifnull((select min(created_at_ms) from message where conversation_id = conversation.id), 0))
  where created_at_ms <= 0 or updated_at_ms <= 0;

update message set created_at_ms = (select updated_at_ms from conversation where id = conversation_id)
  where created_at_ms <= 0;

update folder set parent_id = null
  where parent_id not in (select id from folder where parent_id is null);
update conversation set folder_id = null where folder_id not in (select id from folder);

delete from message_image where image_id not in (select id from image)
  or message_id not in (select id from message where role = 'user');

delete from request where message_id not in (select message_id from answer);
delete from piece where run_id not in
  (select run_id from answer where phase in ${LIVE_PHASES});

delete from translated_piece where run_id not in
  (select run_id from translated_part where content ->> '$.state.phase' in ${LIVE_PHASES});

update message set parent_id = (${EARLIER})
  where parent_id is not null and not exists (
    select 1 from message up where up.id = message.parent_id and up.conversation_id = message.conversation_id);

-- A wrong date can have closed a circle; what no first message leads to follows what is older, so there is none left.
update message set parent_id = (${EARLIER})
  where id not in (
    with recursive reached (id) as (
      select id from message where parent_id is null
      union
      select below.id from reached
        join message below on below.parent_id = reached.id
    )
    select id from reached
  );

update conversation set head_id = (
    select id from message where conversation_id = conversation.id order by created_at_ms desc, id desc limit 1)
  where not exists (select 1 from message where id = head_id and conversation_id = conversation.id);
`
