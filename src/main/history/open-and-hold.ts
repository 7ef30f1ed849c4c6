import { openDatabase } from './open-database'

/** For a test, as another process: opens a folder's history, tells what it found, and holds it until it is killed. */
const { database, file, notices } = openDatabase(process.argv[2] ?? '')
const [conversations] = database.reported('select report(count(*)) from conversation')
process.stdout.write(`${JSON.stringify({ file, faults: notices.map(({ fault }) => fault.kind), conversations })}\n`)
// What only the collector of garbage would let go of is let go of now.
globalThis.gc?.()
setInterval(() => database.reported('select report(1)'), 60_000)
