// `npm start`: makes a fresh clone ready and opens the window; without a display it asks Demo one question instead.
import { nodeVersionProblem } from './set-up/node-version.mjs'

const problem = nodeVersionProblem(process.versions.node)
if (problem) {
  console.error(problem)
  process.exitCode = 1
} else {
  // Loaded only now, so that an older Node has read no word it does not know.
  import('./window/start-window.mjs').then(({ startWindow }) => startWindow(process.argv.slice(2)))
}
