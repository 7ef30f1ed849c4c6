// node slow-disk.mjs DATABASE
// Makes commits to a database slow, as a tired disk would, by holding its write lock most of the time. It changes
// nothing, prints a line for each time it has held the lock, and goes on until it is killed or its input ends.
import { DatabaseSync } from '@photostructure/sqlite'
import { setTimeout } from 'node:timers/promises'

const HELD_MS = 150
/** The other side looks for the lock in steps of at most 100 ms; it shall find it free now and then. */
const FREE_MS = 60
const WAIT_MS = 1_000

// A test that dies leaves nothing behind that holds a lock.
process.stdin.resume().on('end', () => process.exit())

const database = new DatabaseSync(process.argv[2], { timeout: WAIT_MS })
for (;;) {
  database.exec('begin immediate')
  console.log('held')
  await setTimeout(HELD_MS)
  database.exec('rollback')
  await setTimeout(FREE_MS)
}
