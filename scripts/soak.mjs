// npm run soak -- --minutes N [--rate R] [--seed S]
// Keeps the built app busy with answers, stops, faults and retries and prints what it holds on to.
// R: answers begun in a second at most.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runScript } from './run-script.mjs'
import { bundleSuite } from './set-up/bundle-suite.mjs'
import { Progress, SetUpError } from './set-up/progress.mjs'
import { ROOT, setUp } from './set-up/set-up.mjs'
import { SOAK_REPORT, soakResult } from './test/soak.mjs'
import { withVirtualDisplay } from './window/display.mjs'

await runScript(main)

async function main(args) {
  const { minutes, rate, seed } = optionsOf(args)
  if (process.platform !== 'linux') throw new SetUpError('The memory of processes is read from /proc: Linux only.')
  const needs = { virtualDisplay: true, keyring: false, build: true, allowFallback: true }
  const electron = await setUp(needs, new Progress(process.stdout))
  const { soak } = await bundleSuite(ROOT, 'soak', 'tests/soak/soak.ts')
  const bars = await withVirtualDisplay(process.env, (env) => {
    Object.assign(process.env, env, { RILL_TEST_ELECTRON: electron })
    return soak({ minutes, rate, seed, print: (line) => console.log(line) })
  })
  return report(bars)
}

function optionsOf(args) {
  const text = (name) => [name, { type: 'string' }]
  const { values } = parseArgs({ args, options: Object.fromEntries(['minutes', 'rate', 'seed'].map(text)) })
  const number = (name, absent) => {
    const value = Number(values[name] ?? absent)
    if (!(value > 0)) throw new SetUpError(`--${name} takes a number above 0.`)
    return value
  }
  return { minutes: number('minutes', 30), rate: number('rate', 20), seed: number('seed', 20_261_122) }
}

function report(bars) {
  const word = (passed) => (passed === null ? 'not judged' : passed ? 'passed' : 'FAILED')
  for (const { name, passed, words } of bars) console.log(`${word(passed).padEnd(10)} ${name}: ${words}`)
  const sum = soakResult(bars)
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  writeFileSync(SOAK_REPORT, JSON.stringify(sum))
  console.log(`${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0 ? 0 : 1
}
