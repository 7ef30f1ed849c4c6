import { existsSync, readFileSync, rmSync } from 'node:fs'

/** What came of a step: how many checks passed and failed, and what was skipped and why. */
export const NOTHING = { passed: 0, failed: 0, skipped: [] }

export function addUp(results) {
  return results.reduce(
    (sum, result) => ({
      passed: sum.passed + result.passed,
      failed: sum.failed + result.failed,
      skipped: [...sum.skipped, ...result.skipped]
    }),
    NOTHING
  )
}

/** A step that is one check. */
export function oneCheck(ok) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] }
}

/** Forgets the report of an earlier run, so that a runner that dies early is not taken for one that passed. */
export function forgetReport(file) {
  rmSync(file, { force: true })
}

/** The sum of vitest's JSON report; a runner that failed without a failing test counts as one failure. */
export function vitestResult(file, ok) {
  if (!existsSync(file)) return oneCheck(false)
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const tests = report.testResults.flatMap((suite) => suite.assertionResults)
  const skipped = tests
    .filter((test) => test.status === 'pending' || test.status === 'skipped' || test.status === 'todo')
    .map((test) => ({ name: test.fullName, reason: /\(skipped: (.*)\)/.exec(test.fullName)?.[1] ?? null }))
  return withRunner({ passed: report.numPassedTests, failed: report.numFailedTests, skipped }, ok)
}

/** The sum of Playwright's JSON report. A test that passed only when repeated is a failure. */
export function playwrightResult(file, ok) {
  if (!existsSync(file)) return oneCheck(false)
  const { stats, suites } = JSON.parse(readFileSync(file, 'utf8'))
  const skipped = suites.flatMap(specsOf).flatMap((spec) =>
    spec.tests.filter((test) => test.status === 'skipped').map((test) => ({
      name: spec.title,
      reason: test.annotations.find((annotation) => annotation.type === 'skip')?.description ?? null
    }))
  )
  return withRunner({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped }, ok)
}

/** Every test of a Playwright report, or of one of its suites. */
export function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
}

function withRunner(result, ok) {
  return ok || result.failed > 0 ? result : { ...result, failed: 1 }
}
