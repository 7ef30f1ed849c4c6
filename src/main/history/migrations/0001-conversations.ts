/**
 * Messages form a tree: a parent is in the same conversation, and never cascades, because SQLite's cascades end 1,000
 * rows deep; what deletes a conversation deletes its messages in one step. `row` keeps its value through a VACUUM, so
 * an index of the text can refer to it. `piece` is the journal: what a run has produced since its answer was written.
 */
export const CONVERSATIONS = `
create table conversation (
  row integer primary key,
  id text not null unique,
  title text not null,
  provider_id text not null,
  model text not null,
  system_prompt text not null,
  temperature real,
  head_id text references message (id) deferrable initially deferred,
  created_at_ms integer not null,
  updated_at_ms integer not null,
  deleted_at_ms integer
) strict;

create index conversation_shown on conversation (updated_at_ms desc, id desc) where deleted_at_ms is null;
create index conversation_head on conversation (head_id);

create table message (
  row integer primary key,
  id text not null unique,
  conversation_id text not null references conversation (id) on delete cascade,
  parent_id text,
  role text not null check (role in ('user', 'assistant', 'tool')),
  text text not null,
  created_at_ms integer not null,
  unique (conversation_id, id),
  foreign key (conversation_id, parent_id) references message (conversation_id, id)
) strict;

create index message_siblings on message (conversation_id, parent_id, created_at_ms, id);

create table answer (
  message_id text not null primary key references message (id) on delete cascade,
  run_id text not null unique,
  provider_id text not null,
  model text not null,
  reasoning text not null,
  past_reasoning text not null,
  refusal text not null,
  tool_calls text not null,
  seams text not null,
  attempts text not null,
  skipped_events integer not null,
  state text not null,
  phase text not null generated always as (state ->> 'phase') virtual
) strict;

create index answer_live on answer (phase) where phase in ('waiting', 'streaming', 'retrying');

create table tool_result (
  message_id text not null primary key references message (id) on delete cascade,
  call_id text not null,
  name text not null,
  outcome text not null check (outcome in ('ran', 'refused', 'failed'))
) strict;

create table request (
  message_id text not null primary key references answer (message_id) on delete cascade,
  url text not null,
  body text not null
) strict;

create table piece (
  run_id text not null references answer (run_id) on delete cascade,
  seq integer not null,
  body text not null,
  primary key (run_id, seq)
) strict, without rowid;
`
