// `npm test`: makes a fresh clone ready and runs every check; `npm test -- --only NAME` runs one of them.
import { nodeVersionProblem } from './set-up/node-version.mjs'

const problem = nodeVersionProblem(process.versions.node)
if (problem) {
  console.error(problem)
  process.exitCode = 1
} else {
  // Loaded only now, so that an older Node has read no word it does not know.
  import('./test/run-checks.mjs').then(({ runChecks }) => runChecks(process.argv.slice(2)))
}
