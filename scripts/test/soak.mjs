import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../set-up/set-up.mjs'
import { forgetReport, oneCheck } from './results.mjs'
import { runShown } from './run-shown.mjs'

export const SOAK_REPORT = join(ROOT, '.cache/soak.json')

/** A short soak run: long enough to count what stays open and what is still held, too short to judge bytes. */
export async function checkSoak(minutes) {
  if (process.platform !== 'linux') {
    return { passed: 0, failed: 0, skipped: [{ name: 'the soak run', reason: 'Linux only' }] }
  }
  forgetReport(SOAK_REPORT)
  const ok = await runShown([process.execPath, join(ROOT, 'scripts/soak.mjs'), '--minutes', String(minutes)])
  if (!existsSync(SOAK_REPORT)) return oneCheck(false)
  const result = JSON.parse(readFileSync(SOAK_REPORT, 'utf8'))
  return ok || result.failed > 0 ? result : { ...result, failed: 1 }
}

/** What came of the bars; one that could not be judged was skipped. */
export function soakResult(bars) {
  const count = (wanted) => bars.filter(({ passed }) => passed === wanted).length
  const unjudged = bars.filter(({ passed }) => passed === null)
  const skipped = unjudged.map(({ name, words }) => ({ name: `soak, ${name} (${words})`, reason: words }))
  return { passed: count(true), failed: count(false), skipped }
}
