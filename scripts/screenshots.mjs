// `npm run screenshots`: drives the built app through its screens and keeps a picture of each.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runScript } from './run-script.mjs'
import { Progress } from './set-up/progress.mjs'
import { ROOT, setUp } from './set-up/set-up.mjs'
import { withKeyring } from './test/keyring.mjs'
import { runShown } from './test/run-shown.mjs'
import { withTestDisplay } from './window/display.mjs'

const ALL = join('.cache', 'screenshots')
const SHOWN = join('docs', 'screenshots')
/** The ones the README shows. */
const CHOSEN = ['table-1280-light-en', 'streaming-1280-dark-en', 'add-provider-1280-light-en', 'first-run-1280-dark-zh-CN']

const progress = new Progress(process.stdout)
const linux = process.platform === 'linux'

await runScript(async () => ((await takeAll()) ? 0 : 1))

async function takeAll() {
  const needs = { virtualDisplay: linux, keyring: linux, build: true, allowFallback: true }
  const electron = await setUp(needs, progress)
  if (linux && !hasChineseFont()) progress.line('No Chinese font is installed: the Chinese screens will show boxes.')
  const playwright = [process.execPath, join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test']
  const command = [...playwright, '--config', 'playwright.screens.config.ts', ...process.argv.slice(2)]
  const taken = await withKeyring(({ env, wrap }) =>
    withTestDisplay(env, (displayed) => runShown(wrap(command), { ...displayed, RILL_TEST_ELECTRON: electron }))
  )
  if (taken) choose()
  return taken
}

function choose() {
  mkdirSync(join(ROOT, SHOWN), { recursive: true })
  for (const file of CHOSEN.map((name) => `${name}.png`)) {
    // Not all are taken anew when only some screens are asked for.
    if (existsSync(join(ROOT, ALL, file))) copyFileSync(join(ROOT, ALL, file), join(ROOT, SHOWN, file))
  }
  progress.line(`All of them are in ${ALL}, those for the README in ${SHOWN}.`)
}

function hasChineseFont() {
  const { stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' })
  return (stdout ?? '').trim() !== ''
}
