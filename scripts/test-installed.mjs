// npm run test:installed
// Packages the app, installs it as a person would, uses it, upgrades it, removes it. For root on Debian and its kin.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appFolder, electronIn } from './package/app-folder.mjs'
import { debianPackage } from './package/deb.mjs'
import { wrongFuses } from './package/fuses.mjs'
import { runScript } from './run-script.mjs'
import { Progress, SetUpError } from './set-up/progress.mjs'
import { ROOT, setUp } from './set-up/set-up.mjs'
import { runShown } from './test/run-shown.mjs'
import { withVirtualDisplay } from './window/display.mjs'

const CONFIG = join(ROOT, 'tests/installed/playwright.config.ts')
/** Older than any version: the package that is upgraded. */
const BEFORE = '0.0.1'

await runScript(async () => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) throw new SetUpError('Only root on Linux can install.')
  const progress = new Progress(process.stdout)
  const needs = { virtualDisplay: true, keyring: false, installer: true, build: true, allowFallback: true }
  const electron = await setUp(needs, progress)
  const folder = await appFolder(electron)
  const wrong = await wrongFuses(join(folder, 'rill'))
  if (wrong.length > 0) throw new SetUpError(`These fuses are not as they should be: ${wrong.join(', ')}`)
  const packages = await progress.step('two packages', () => packagesOf(folder, electron))
  const playwright = [process.execPath, join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', '--config', CONFIG]
  const passed = await withVirtualDisplay(process.env, (env) =>
    runShown(playwright, { ...env, RILL_TEST_PACKAGES: packages.join(':') })
  )
  return passed ? 0 : 1
})

/** Of the version before and of this one. Both hold this program: versions differ in data, which is tested apart. */
async function packagesOf(folder, electron) {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const { suffix } = electronIn(electron)
  const into = join(ROOT, 'dist/packages')
  const before = await debianPackage(folder, { into, version: BEFORE, suffix, compression: 'none' })
  return [before, await debianPackage(folder, { into, version, suffix })]
}
