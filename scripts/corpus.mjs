// npm run --silent corpus -- --messages N --seed S --out FILE
// Writes made-up conversations in English, Chinese and code, one a line; one seed always gives the same.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runScript } from './run-script.mjs'
import { bundleSuite } from './set-up/bundle-suite.mjs'
import { SetUpError } from './set-up/progress.mjs'
import { ROOT } from './set-up/set-up.mjs'

await runScript(main)

async function main(args) {
  const options = { messages: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string' } }
  const { values } = parseArgs({ args, options })
  const [messages, seed] = [Number(values.messages), Number(values.seed ?? 1)]
  if (!Number.isInteger(messages) || messages < 1) throw new SetUpError('--messages takes a whole number above 0.')
  if (!Number.isInteger(seed)) throw new SetUpError('--seed takes a whole number.')
  if (!values.out) throw new SetUpError('--out takes the name of a file.')
  const { writeCorpus } = await bundleSuite(ROOT, 'corpus', 'bench/corpus/write-corpus.ts')
  const conversations = await writeCorpus(resolve(values.out), { messages, seed })
  console.log(`${messages} messages in ${conversations} conversations`)
  return 0
}
