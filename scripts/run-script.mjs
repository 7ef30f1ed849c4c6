import { SetUpError } from './set-up/progress.mjs'

/** Runs a script; `work` resolves with its exit code. What the person can mend is told without a stack, with code 2. */
export async function runScript(work) {
  try {
    process.exitCode = await work(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof SetUpError || error.code?.startsWith('ERR_PARSE_ARGS') ? error.message : error)
    process.exitCode = 2
  }
}
