import { openWritable } from './database'
import { migrate, MIGRATIONS, NEWEST_VERSION } from './migrate'

/** More than the cache of a connection holds, so that the log grows long before the commit. */
const SLOW = `
  create table slow (at integer primary key, bytes blob not null) strict;
  insert into slow select value, randomblob(1000) from generate_numbers;
  alter table conversation add column slow text not null default 'new'`

const NUMBERS = `
  create temp view generate_numbers as
  with recursive numbers (value) as (select 1 union all select value + 1 from numbers where value < 90000)
  select value from numbers`

/** For a test, as a process to be killed: takes the database it is given through one more migration, a long one. */
const database = openWritable(process.argv[2] ?? '')
database.script(NUMBERS)
migrate(database, NEWEST_VERSION + 1, [...MIGRATIONS, SLOW])
process.stdout.write('migrated\n')
