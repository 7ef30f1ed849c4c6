import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../set-up/set-up.mjs'
import { forgetReport, playwrightResult, specsOf } from './results.mjs'
import { runShown } from './run-shown.mjs'

const REPORT = join(ROOT, '.cache/kill.json')
const CONFIG = join(ROOT, 'tests/kill/playwright.config.ts')

/** Kills the built app in so many rounds, once in each, and its page alone; prints what that has cost. */
export async function killTest({ electron, env, wrap }, rounds, args = []) {
  forgetReport(REPORT)
  const playwright = [process.execPath, join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', '--config', CONFIG]
  const own = { RILL_TEST_ELECTRON: electron, RILL_KILL_ROUNDS: String(rounds) }
  const ok = await runShown(wrap([...playwright, ...args]), { ...env, ...own })
  if (existsSync(REPORT)) console.log(figures(killsIn(REPORT)))
  return playwrightResult(REPORT, ok)
}

/** Every kill of the report, also those of rounds that failed. */
function killsIn(report) {
  const notes = specsOf(JSON.parse(readFileSync(report, 'utf8'))).flatMap((spec) => spec.tests.flatMap((test) => test.annotations))
  return notes.filter(({ type }) => type === 'kill').map(({ description }) => JSON.parse(description))
}

function figures(kills) {
  const counted = kills.filter((kill) => kill.counts)
  const sum = (of) => counted.reduce((total, kill) => total + of(kill), 0)
  const moments = counted.map((kill) => Math.round(kill.atMs)).sort((a, b) => a - b)
  return [
    `kills: ${counted.length} that count, ${kills.length - counted.length} that came too early`,
    `moments: ${moments.at(0) ?? '-'} to ${moments.at(-1) ?? '-'} ms after the first words`,
    `with a stuck disk: ${counted.filter((kill) => kill.stuckDisk).length}`,
    `painted: ${sum((kill) => kill.painted)} characters without white space, kept: ${sum((kill) => kill.kept)}`,
    `bytes lost: ${sum((kill) => kill.lost)}, in ${counted.filter((kill) => kill.lost > 0).length} kills`
  ].join('\n')
}
