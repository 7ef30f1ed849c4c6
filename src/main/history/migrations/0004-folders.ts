/**
 * Where conversations are kept. `part` is the part of the list a conversation is in, a folder's by the folder's id, and
 * `part_ms` its order there; one index over both reads and counts every part. What is still being imported, which
 * `deleted_at_ms` 1 says, is in none. `position` orders the folders beside one another.
 */
export const FOLDERS = `
create table folder (
  row integer primary key,
  id text not null unique,
  name text not null,
  parent_id text references folder (id),
  position integer not null,
  open integer not null
) strict;

create index folder_beside on folder (parent_id, position);

alter table conversation add column folder_id text references folder (id);
alter table conversation add column pinned_at_ms integer;
alter table conversation add column archived_at_ms integer;
alter table conversation add column part text generated always as (
  case when deleted_at_ms = 1 then 'coming' when deleted_at_ms is not null then 'trash'
    when archived_at_ms is not null then 'archive' when pinned_at_ms is not null then 'pinned'
    else coalesce(folder_id, 'inbox') end
) virtual;
alter table conversation add column part_ms integer generated always as (
  case when deleted_at_ms is not null then deleted_at_ms
    when archived_at_ms is null and pinned_at_ms is not null then pinned_at_ms else updated_at_ms end
) virtual;

create index conversation_part on conversation (part, part_ms desc, id desc);
create index conversation_folder on conversation (folder_id) where folder_id is not null;
`
