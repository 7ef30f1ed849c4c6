/**
 * The index of all texts: `message_index` has the words of each, its rowid is `search_doc.doc`, which rises with time,
 * so that the newest come first without sorting; `title_index` has the rows of conversations. Whatever puts or changes
 * a text leaves a row in `search_pending` by a trigger, in the same transaction; what is not in there is indexed as it
 * stands. An answer is left alone until its run is over. A text that goes takes its words out of the index.
 */
export const SEARCH = `
create virtual table message_index using fts5(
  text, marks, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
);
insert into message_index (message_index, rank) values ('automerge', 8);

create virtual table title_index using fts5(
  title, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
);

create table search_doc (
  doc integer primary key,
  message_row integer not null unique references message (row) on delete cascade,
  conversation_row integer not null,
  bytes integer not null
) strict;

create table search_title (
  row integer primary key references conversation (row) on delete cascade,
  bytes integer not null
) strict;

create table search_pending (
  row integer primary key
) strict;

create table search_pending_title (
  row integer primary key
) strict;

create trigger search_doc_gone after delete on search_doc begin
  delete from message_index where rowid = old.doc;
end;

create trigger search_title_gone after delete on search_title begin
  delete from title_index where rowid = old.row;
end;

create trigger search_question_put after insert on message when new.role = 'user' begin
  insert or ignore into search_pending values (new.row);
end;

create trigger search_text_changed after update of text on message when new.text is not old.text begin
  insert or ignore into search_pending values (new.row);
end;

create trigger search_answer_put after insert on answer begin
  insert or ignore into search_pending select row from message where id = new.message_id;
end;

create trigger search_answer_changed after update of state on answer begin
  insert or ignore into search_pending select row from message where id = new.message_id;
end;

create trigger search_title_put after insert on conversation begin
  insert or ignore into search_pending_title values (new.row);
end;

create trigger search_title_changed after update of title on conversation when new.title is not old.title begin
  insert or ignore into search_pending_title values (new.row);
end;

insert into search_pending select row from message where role <> 'tool';
insert into search_pending_title select row from conversation;
`
