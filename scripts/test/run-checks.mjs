import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Progress, SetUpError } from '../set-up/progress.mjs'
import { npm } from '../set-up/packages.mjs'
import { ROOT, setUp } from '../set-up/set-up.mjs'
import { withVirtualDisplay } from '../window/display.mjs'
import { CHECKS } from './checks.mjs'
import { withKeyring } from './keyring.mjs'
import { addUp, oneCheck } from './results.mjs'

/** Sets up, runs the checks in order, and ends with one line that sums them up. */
export async function runChecks(args) {
  const progress = new Progress(process.stdout)
  const { chosen, rest } = chosenChecks(args)
  const results = []
  const tookMs = []
  try {
    const linux = process.platform === 'linux'
    const build = !chosen.some((check) => check.name === 'build')
    const electron = await setUp({ virtualDisplay: linux, keyring: linux, build, allowFallback: true }, progress)
    // Generated; lint and types read them.
    await npm(['run', '--silent', 'messages'], { cwd: ROOT })
    mkdirSync(join(ROOT, '.cache'), { recursive: true })
    for (const check of chosen) {
      const startedAt = performance.now()
      progress.line(`\n== ${check.name}`)
      results.push(await inItsWorld(check, electron, rest))
      tookMs.push(performance.now() - startedAt)
    }
  } catch (error) {
    console.error(error instanceof SetUpError ? error.message : error)
    results.push(oneCheck(false))
  }
  report(chosen, results, tookMs, progress)
}

function chosenChecks([only, names, ...rest]) {
  if (only !== '--only') return { chosen: CHECKS, rest: [] }
  return { chosen: CHECKS.filter((check) => names?.split(',').includes(check.name)), rest }
}

/** A display and a keyring of their own for the checks that use them, so that nothing of the person's is touched. */
function inItsWorld(check, electron, args) {
  if (!check.needsWorld) return check.run({ electron, args, env: process.env, wrap: (command) => command })
  return withKeyring(({ env, wrap }) => {
    if (process.platform !== 'linux') return check.run({ electron, args, env, wrap })
    return withVirtualDisplay(env, (displayed) => check.run({ electron, args, env: displayed, wrap }))
  })
}

function report(chosen, results, tookMs, progress) {
  const sum = addUp(results)
  progress.line('')
  chosen.forEach((check, index) => {
    const result = results[index]
    if (result === undefined) return
    const took = tookMs[index] === undefined ? '' : `, ${(tookMs[index] / 1000).toFixed(1)} s`
    progress.line(`${check.name}: ${result.passed} passed, ${result.failed} failed${took}`.replace(' passed, 0 failed', ' passed'))
  })
  for (const { name, reason } of sum.skipped) progress.line(`skipped: ${name} (${reason ?? 'no reason given'})`)
  progress.line(`${sum.passed} passed, ${sum.failed} failed`)
  process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1
}
