import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from '../set-up/packages.mjs'
import { Progress, SetUpError } from '../set-up/progress.mjs'
import { ROOT, setUp } from '../set-up/set-up.mjs'
import { withTestDisplay } from '../window/display.mjs'
import { CHECKS } from './checks.mjs'
import { withKeyring } from './keyring.mjs'
import { addUp, oneCheck } from './results.mjs'

/** Sets up, runs the checks in order, and ends with one line that sums them up. */
export async function runChecks(args) {
  const progress = new Progress(process.stdout)
  const { chosen, rest } = chosenChecks(args)
  const done = []
  const electron = await prepare(chosen, progress)
  if (electron === null) done.push({ name: 'set-up', tookMs: 0, ...oneCheck(false) })
  for (const group of electron === null ? [] : inGroups(chosen)) {
    progress.line(`\n== ${group.map(({ name }) => name).join(', ')}`)
    const world = { electron, args: rest, built: builtBy(done) }
    done.push(...(await Promise.all(group.map((check) => runCheck(check, world)))))
  }
  report(done, progress)
}

/** Resolves with the path of Electron, or with null after saying what is missing. */
async function prepare(chosen, progress) {
  const linux = process.platform === 'linux'
  const build = chosen.some((check) => check.needsBuild) && !chosen.some((check) => check.name === 'build')
  try {
    const needs = { virtualDisplay: linux, keyring: linux, desktop: linux, build, allowFallback: true }
    const electron = await setUp(needs, progress)
    // Generated; lint and types read them.
    await npm(['run', '--silent', 'messages'], { cwd: ROOT })
    mkdirSync(join(ROOT, '.cache'), { recursive: true })
    return electron
  } catch (error) {
    tell(error)
    return null
  }
}

async function runCheck(check, { electron, args, built }) {
  const startedAt = performance.now()
  const result = check.needsBuild && !built ? notBuilt(check) : await attempt(() => inItsWorld(check, electron, args))
  return { name: check.name, tookMs: performance.now() - startedAt, ...result }
}

function notBuilt(check) {
  console.error(`${check.name} was not run: there is no build`)
  return oneCheck(false)
}

async function attempt(work) {
  try {
    return await work()
  } catch (error) {
    tell(error)
    return oneCheck(false)
  }
}

function tell(error) {
  console.error(error instanceof SetUpError ? error.message : error)
}

/** True also when the build was not among the checks: then the set-up has made it. */
function builtBy(done) {
  return done.every((result) => result.name !== 'build' || result.failed === 0)
}

function chosenChecks([only, names, ...rest]) {
  if (only !== '--only') return { chosen: CHECKS, rest: [] }
  return { chosen: CHECKS.filter((check) => names?.split(',').includes(check.name)), rest }
}

/** Those that only read, and take one core each, side by side; every other one alone. */
function inGroups(checks) {
  const reading = checks.filter((check) => check.onlyReads)
  const others = checks.filter((check) => !check.onlyReads).map((check) => [check])
  return reading.length > 0 ? [reading, ...others] : others
}

/** A display and a keyring of their own for the checks that use them, so that nothing of the person's is touched. */
function inItsWorld(check, electron, args) {
  if (!check.needsWorld) return check.run({ electron, args, env: process.env, wrap: (command) => command })
  return withKeyring(({ env, wrap }) =>
    withTestDisplay(env, (displayed) => check.run({ electron, args, env: displayed, wrap }))
  )
}

function report(done, progress) {
  const sum = addUp(done)
  progress.line('')
  for (const { name, passed, failed, tookMs } of done) {
    const failures = failed === 0 ? '' : `, ${failed} not`
    progress.line(`${name.padEnd(11)} ${(tookMs / 1000).toFixed(1).padStart(6)} s   ${passed} good${failures}`)
  }
  for (const { name, reason } of sum.skipped) progress.line(`skipped: ${name}${reason ? '' : ' (no reason given)'}`)
  progress.line(`${sum.passed} passed, ${sum.failed} failed`)
  process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1
}
