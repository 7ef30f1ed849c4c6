/**
 * Images of questions, each stored once however many messages have it: an edit and a fork name the same one. `id` is
 * the SHA-256 of the bytes. An image goes with the last message that has it; what no message ever had goes at a
 * start. The columns stand in an order that no other table's rows have, because a damaged file is read row by row.
 */
export const IMAGES = `
create table image (
  id text not null primary key,
  type text not null check (type in ('image/png', 'image/jpeg', 'image/webp', 'image/gif')),
  width_px integer not null,
  height_px integer not null,
  bytes blob not null
) strict;

create table message_image (
  position integer not null,
  message_id text not null references message (id) on delete cascade,
  image_id text not null references image (id),
  primary key (message_id, position)
) strict;

create index message_image_of on message_image (image_id);

alter table draft add column images text not null default '[]';

create trigger image_left after delete on message_image
when not exists (select 1 from message_image where image_id = old.image_id)
  and not exists (select 1 from draft, json_each(draft.images) kept where kept.value ->> 'id' = old.image_id)
begin
  delete from image where id = old.image_id;
end;
`
