import { prepareBuild } from '../set-up/build.mjs'
import { nodeVersionProblem } from '../set-up/node-version.mjs'
import { preparePackages } from '../set-up/packages.mjs'
import { Progress, SetUpError } from '../set-up/progress.mjs'
import { ROOT } from '../set-up/set-up.mjs'

/**
 * Makes the command ready, saying on standard error what takes time, then runs `work`. Standard output is left to the
 * answer alone.
 */
export async function whenPrepared(work) {
  const progress = new Progress(process.stderr)
  try {
    const problem = nodeVersionProblem(process.versions.node)
    if (problem) throw new SetUpError(problem)
    await preparePackages(ROOT, progress)
    await prepareBuild(ROOT, progress)
    await work(progress)
  } catch (error) {
    console.error(error instanceof SetUpError ? error.message : error)
    process.exitCode = 1
  }
}
