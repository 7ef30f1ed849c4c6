import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../set-up/set-up.mjs'
import { oneCheck } from './results.mjs'

const START_LIMIT_MS = 90_000
/** What every step of the set-up prints when it had something to do. */
const SET_UP_LINE = /: done in \d+ s$/m

/** `npm start` without a display: everything is set up by now, so it has only to ask its question and end well. */
export function checkSecondStart() {
  if (process.platform !== 'linux') {
    return { passed: 0, failed: 0, skipped: [{ name: 'a start without a display', reason: 'Linux only' }] }
  }
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/start.mjs')], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    timeout: START_LIMIT_MS
  })
  const screenshot = /(\S+\.png)/.exec(stdout)?.[1]
  const problem =
    status !== 0
      ? `it ended with ${status}`
      : SET_UP_LINE.test(stdout)
        ? 'it set something up again'
        : screenshot === undefined || !existsSync(join(ROOT, screenshot))
          ? 'it left no screenshot'
          : null
  console.log(stdout + stderr)
  if (problem !== null) console.error(`a second start without a display: ${problem}`)
  return oneCheck(problem === null)
}
