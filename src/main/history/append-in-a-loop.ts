import { openHistory } from './open-history'
import { firstTurn, saying } from './sample-turns'

/**
 * For a test, as a process to be killed: appends to one run without end and prints each number that was acknowledged.
 * Its arguments are the folder of the history and that of the threads.
 */
async function appendInALoop(folder: string, threads: string): Promise<never> {
  const { history } = await openHistory({ folder, threads })
  const { answer, turn } = firstTurn()
  await history.begin(turn)
  process.stdout.write(`${answer.id}\n`)
  for (let seq = 0; ; seq++) {
    await history.append(answer.runId, saying(answer.runId, seq, `${String(seq)} `))
    process.stdout.write(`${String(seq)}\n`)
  }
}

const [folder = '', threads = ''] = process.argv.slice(2)
void appendInALoop(folder, threads)
