/**
 * The sheet that is translated (one row), and what its parts have become so far. A part is known by what was asked of
 * it: `key` is a digest of its text and its languages. The journal of a part is as that of an answer; its columns stand
 * in another order, so that its rows are not taken for those of `piece` where a damaged file is read row by row.
 */
export const TRANSLATIONS = `
create table translation (
  row integer primary key check (row = 1),
  source text not null,
  choices text not null,
  part_keys text not null,
  updated_at_ms integer not null
) strict;

create table translated_part (
  key text not null primary key,
  run_id text not null unique,
  content text not null,
  updated_at_ms integer not null
) strict;

create table translated_piece (
  run_id text not null references translated_part (run_id) on delete cascade,
  body text not null,
  seq integer not null,
  unique (run_id, seq)
) strict;
`
