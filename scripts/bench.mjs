// npm run bench -- [--quick] [--only A,B]
// Measures the app beside its peers, prints a table and writes bench/results/latest.json.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bundleBench } from './bench/bundle-bench.mjs'
import { runScript } from './run-script.mjs'
import { Progress, SetUpError } from './set-up/progress.mjs'
import { ROOT, setUp } from './set-up/set-up.mjs'
import { withVirtualDisplay } from './window/display.mjs'

const RESULTS = join(ROOT, 'bench/results')

await runScript(main)

async function main(args) {
  const { values } = parseArgs({ args, options: { quick: { type: 'boolean' }, only: { type: 'string' } } })
  const only = values.only?.split(',').map((name) => name.trim()) ?? null
  if (process.platform !== 'linux') throw new SetUpError('Processor time and memory are read from /proc: Linux only.')
  const needs = { virtualDisplay: true, keyring: false, build: true, allowFallback: true }
  const electron = await setUp(needs, new Progress(process.stderr))
  const suite = await bundleBench(ROOT)
  const unknown = only?.filter((name) => !suite.rowNames().includes(name)) ?? []
  if (unknown.length > 0) throw new SetUpError(`No row is named ${unknown.join(', ')}; there are ${suite.rowNames().join(', ')}.`)
  const size = values.quick ? 'quick' : 'full'
  const rows = await withVirtualDisplay(process.env, (env) => {
    Object.assign(process.env, env, { RILL_TEST_ELECTRON: electron })
    return suite.bench({ size, only, say: (line) => console.error(line) })
  })
  return report(suite, rows, suite.expectedRows(size, only))
}

function report(suite, rows, expected) {
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(join(RESULTS, 'latest.json'), `${JSON.stringify(rows, null, 2)}\n`)
  console.log(suite.table(rows))
  const failed = rows.filter(({ pass }) => !pass).length
  const missing = expected - rows.length
  console.log(`${rows.length - failed} passed, ${failed} failed, ${missing} missing`)
  return failed === 0 && missing === 0 ? 0 : 1
}
