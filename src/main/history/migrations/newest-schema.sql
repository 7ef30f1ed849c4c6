CREATE TABLE answer (
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

CREATE INDEX answer_live on answer (phase) where phase in ('waiting', 'streaming', 'retrying');

CREATE TABLE conversation (
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
, folder_id text references folder (id), pinned_at_ms integer, archived_at_ms integer, part text generated always as (
  case when deleted_at_ms = 1 then 'coming' when deleted_at_ms is not null then 'trash'
    when archived_at_ms is not null then 'archive' when pinned_at_ms is not null then 'pinned'
    else coalesce(folder_id, 'inbox') end
) virtual, part_ms integer generated always as (
  case when deleted_at_ms is not null then deleted_at_ms
    when archived_at_ms is null and pinned_at_ms is not null then pinned_at_ms else updated_at_ms end
) virtual) strict;

CREATE INDEX conversation_folder on conversation (folder_id) where folder_id is not null;

CREATE INDEX conversation_head on conversation (head_id);

CREATE INDEX conversation_part on conversation (part, part_ms desc, id desc);

CREATE INDEX conversation_shown on conversation (updated_at_ms desc, id desc) where deleted_at_ms is null;

CREATE TABLE draft (
  row integer primary key,
  conversation_id text not null unique,
  text text not null,
  updated_at_ms integer not null
, images text not null default '[]') strict;

CREATE TABLE folder (
  row integer primary key,
  id text not null unique,
  name text not null,
  parent_id text references folder (id),
  position integer not null,
  open integer not null
) strict;

CREATE INDEX folder_beside on folder (parent_id, position);

CREATE TABLE image (
  id text not null primary key,
  type text not null check (type in ('image/png', 'image/jpeg', 'image/webp', 'image/gif')),
  width_px integer not null,
  height_px integer not null,
  bytes blob not null
) strict;

CREATE TRIGGER image_left after delete on message_image
when not exists (select 1 from message_image where image_id = old.image_id)
  and not exists (select 1 from draft, json_each(draft.images) kept where kept.value ->> 'id' = old.image_id)
begin
  delete from image where id = old.image_id;
end;

CREATE TABLE message (
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

CREATE TABLE message_image (
  position integer not null,
  message_id text not null references message (id) on delete cascade,
  image_id text not null references image (id),
  primary key (message_id, position)
) strict;

CREATE INDEX message_image_of on message_image (image_id);

CREATE VIRTUAL TABLE message_index using fts5(
  text, marks, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
);

CREATE TABLE 'message_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'message_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'message_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'message_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE INDEX message_siblings on message (conversation_id, parent_id, created_at_ms, id);

CREATE TABLE piece (
  run_id text not null references answer (run_id) on delete cascade,
  seq integer not null,
  body text not null,
  primary key (run_id, seq)
) strict, without rowid;

CREATE TABLE request (
  message_id text not null primary key references answer (message_id) on delete cascade,
  url text not null,
  body text not null
) strict;

CREATE TRIGGER search_answer_changed after update of state on answer begin
  insert or ignore into search_pending select row from message where id = new.message_id;
end;

CREATE TRIGGER search_answer_put after insert on answer begin
  insert or ignore into search_pending select row from message where id = new.message_id;
end;

CREATE TABLE search_doc (
  doc integer primary key,
  message_row integer not null unique references message (row) on delete cascade,
  conversation_row integer not null,
  bytes integer not null
) strict;

CREATE TRIGGER search_doc_gone after delete on search_doc begin
  delete from message_index where rowid = old.doc;
end;

CREATE TABLE search_pending (
  row integer primary key
) strict;

CREATE TABLE search_pending_title (
  row integer primary key
) strict;

CREATE TRIGGER search_question_put after insert on message when new.role = 'user' begin
  insert or ignore into search_pending values (new.row);
end;

CREATE TRIGGER search_text_changed after update of text on message when new.text is not old.text begin
  insert or ignore into search_pending values (new.row);
end;

CREATE TABLE search_title (
  row integer primary key references conversation (row) on delete cascade,
  bytes integer not null
) strict;

CREATE TRIGGER search_title_changed after update of title on conversation when new.title is not old.title begin
  insert or ignore into search_pending_title values (new.row);
end;

CREATE TRIGGER search_title_gone after delete on search_title begin
  delete from title_index where rowid = old.row;
end;

CREATE TRIGGER search_title_put after insert on conversation begin
  insert or ignore into search_pending_title values (new.row);
end;

CREATE VIRTUAL TABLE title_index using fts5(
  title, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
);

CREATE TABLE 'title_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'title_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'title_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'title_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE tool_result (
  message_id text not null primary key references message (id) on delete cascade,
  call_id text not null,
  name text not null,
  outcome text not null check (outcome in ('ran', 'refused', 'failed'))
) strict;

CREATE TABLE translated_part (
  key text not null primary key,
  run_id text not null unique,
  content text not null,
  updated_at_ms integer not null
) strict;

CREATE TABLE translated_piece (
  run_id text not null references translated_part (run_id) on delete cascade,
  body text not null,
  seq integer not null,
  unique (run_id, seq)
) strict;

CREATE TABLE translation (
  row integer primary key check (row = 1),
  source text not null,
  choices text not null,
  part_keys text not null,
  updated_at_ms integer not null
) strict;
