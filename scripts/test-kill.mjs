// npm run test:kill -- --rounds N
// Kills the built app in the middle of N answers and says whether anything that had been painted was lost.
import { parseArgs } from 'node:util'
import { runScript } from './run-script.mjs'
import { Progress, SetUpError } from './set-up/progress.mjs'
import { setUp } from './set-up/set-up.mjs'
import { withKeyring } from './test/keyring.mjs'
import { killTest } from './test/kill.mjs'
import { withTestDisplay } from './window/display.mjs'

const linux = process.platform === 'linux'

await runScript(async () => {
  const { passed, failed } = await run(roundsAskedFor())
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
})

function roundsAskedFor() {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } })
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new SetUpError('--rounds wants a whole number from 1')
  return rounds
}

async function run(rounds) {
  const needs = { virtualDisplay: linux, keyring: linux, build: true, allowFallback: true }
  const electron = await setUp(needs, new Progress(process.stdout))
  return withKeyring(({ env, wrap }) =>
    withTestDisplay(env, (displayed) => killTest({ electron, env: displayed, wrap }, rounds))
  )
}
