import { join } from 'node:path'
import { npmCommand } from '../set-up/packages.mjs'
import { prepareBuild } from '../set-up/build.mjs'
import { Progress } from '../set-up/progress.mjs'
import { ROOT } from '../set-up/set-up.mjs'
import { killTest } from './kill.mjs'
import { forgetReport, oneCheck, playwrightResult, vitestResult } from './results.mjs'
import { runShown } from './run-shown.mjs'
import { checkSecondStart } from './second-start.mjs'
import { checkSoak } from './soak.mjs'

const UNIT_REPORT = join(ROOT, '.cache/unit.json')
const CONFORMANCE_REPORT = join(ROOT, '.cache/conformance.json')
const E2E_REPORT = join(ROOT, '.cache/e2e.json')
const KILL_ROUNDS = 10
const SOAK_MINUTES = 0.5

/**
 * In the order they run. `onlyReads`: can go beside others; `needsWorld`: wants a display and a keyring; `needsBuild`:
 * runs the built app.
 */
export const CHECKS = [
  { name: 'lint', onlyReads: true, run: () => checkScript('lint') },
  { name: 'types', onlyReads: true, run: () => checkScript('types') },
  { name: 'build', run: checkBuild },
  { name: 'unit', needsWorld: true, run: checkUnits },
  { name: 'conformance', needsWorld: true, needsBuild: true, run: checkConformance },
  { name: 'e2e', needsWorld: true, needsBuild: true, run: checkWindow },
  { name: 'kill', needsWorld: true, needsBuild: true, run: (world) => killTest(world, KILL_ROUNDS, world.args) },
  { name: 'soak', needsBuild: true, run: () => checkSoak(SOAK_MINUTES) },
  { name: 'start', needsBuild: true, run: checkSecondStart }
]

async function checkScript(name) {
  return oneCheck(await runShown(npmCommand(['run', '--silent', name])))
}

async function checkBuild() {
  await prepareBuild(ROOT, new Progress(process.stdout))
  return oneCheck(true)
}

function checkUnits(world) {
  return checkVitest(world, UNIT_REPORT, [])
}

/** The engines and the terminal commands, against a server that plays faulty providers. */
function checkConformance(world) {
  return checkVitest(world, CONFORMANCE_REPORT, ['--config', 'tests/conformance/vitest.config.ts'])
}

async function checkVitest({ electron, env, wrap }, report, args) {
  forgetReport(report)
  const vitest = [process.execPath, join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...args]
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const ok = await runShown(wrap([...vitest, ...reporters]), { ...env, RILL_TEST_ELECTRON: electron })
  return vitestResult(report, ok)
}

async function checkWindow({ electron, env, wrap, args }) {
  forgetReport(E2E_REPORT)
  const playwright = [process.execPath, join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test']
  const ok = await runShown(wrap([...playwright, ...args]), { ...env, RILL_TEST_ELECTRON: electron })
  return playwrightResult(E2E_REPORT, ok)
}
