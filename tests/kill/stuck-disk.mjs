// node stuck-disk.mjs DATABASE
// Once it reads anything, lets nothing be committed to a database any more, as a disk that is stuck: it takes the write
// lock and keeps it until it is killed or its input ends. It changes nothing. Prints a line when it is ready, and one
// when it has the lock.
import { DatabaseSync } from '@photostructure/sqlite'

/** Every commit of the app is a gap for it. */
const WAIT_MS = 5_000

const database = new DatabaseSync(process.argv[2], { timeout: WAIT_MS })
process.stdin.once('data', () => {
  database.exec('begin immediate')
  console.log('stuck')
})
// A test that dies leaves nothing behind that holds a lock.
process.stdin.on('end', () => process.exit())
console.log('ready')
