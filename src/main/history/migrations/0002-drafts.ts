/**
 * What was written in the composer and not sent yet. The empty id is the conversation that has no question so far, so
 * there is no reference to `conversation`.
 */
export const DRAFTS = `
create table draft (
  row integer primary key,
  conversation_id text not null unique,
  text text not null,
  updated_at_ms integer not null
) strict;
`
