// `npm run inspect -- FILE`: the events of a recorded stream, as the app's own decoder sees them.
import { runInNode } from './command/in-node.mjs'
import { whenPrepared } from './command/prepared.mjs'

await whenPrepared(async () => runInNode('inspect', process.argv.slice(2)))
