// npm run test:kill -- --rounds N
// Kills the built app in the middle of N answers and says whether anything that had been painted was lost.
import { parseArgs } from 'node:util'
import { Progress, SetUpError } from './set-up/progress.mjs'
import { setUp } from './set-up/set-up.mjs'
import { withKeyring } from './test/keyring.mjs'
import { killTest } from './test/kill.mjs'
import { withVirtualDisplay } from './window/display.mjs'

const linux = process.platform === 'linux'

try {
  const { passed, failed } = await run(roundsAskedFor())
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
} catch (error) {
  console.error(error instanceof SetUpError ? error.message : error)
  process.exitCode = 2
}

function roundsAskedFor() {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } })
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new SetUpError('--rounds wants a whole number from 1')
  return rounds
}

async function run(rounds) {
  const needs = { virtualDisplay: linux, keyring: linux, build: true, allowFallback: true }
  const electron = await setUp(needs, new Progress(process.stdout))
  return withKeyring(({ env, wrap }) => {
    const kill = (displayed) => killTest({ electron, env: displayed, wrap }, rounds)
    return linux ? withVirtualDisplay(env, kill) : kill(env)
  })
}
