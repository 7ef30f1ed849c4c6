// `npm run ask -- "question"`: one question from the terminal, under plain Node or inside Electron.
import { runInElectron } from './command/in-electron.mjs'
import { runInNode } from './command/in-node.mjs'
import { whenPrepared } from './command/prepared.mjs'

const args = process.argv.slice(2)

await whenPrepared(async (progress) => {
  if (engineOf(args) === 'app') process.exitCode = await runInElectron('ask', args, progress)
  else runInNode('ask', args)
})

/** The last one counts, as with the other options; a word that is no engine is refused by the command itself. */
function engineOf(given) {
  const ours = given.includes('--') ? given.slice(0, given.indexOf('--')) : given
  return ours.reduce((engine, argument, at) => {
    if (argument === '--engine') return ours[at + 1]
    return argument.startsWith('--engine=') ? argument.slice('--engine='.length) : engine
  }, 'node')
}
