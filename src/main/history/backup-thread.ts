import { parentPort, workerData } from 'node:worker_threads'
import type { BackupDone, BackupStart } from './backups'
import { cleanBackups } from './clean-backups'
import { copyDatabase, openWritable } from './database'
import { diskFault } from './disk-fault'
import { GiveUp } from './give-up'
import { examined } from './soundness'
import { loggedBeside, putLogged } from './take-logged'

if (!parentPort) throw new Error('the backup of the history runs in a thread of its own')

const port = parentPort

async function backUp({ history, into, givenUp }: BackupStart): Promise<BackupDone> {
  const giveUp = new GiveUp(givenUp)
  const mustGoOn = (): void => giveUp.mustGoOn()
  mustGoOn()
  if (into === null) {
    cleanBackups(history, { mustGoOn, inPlace: (rename) => giveUp.inPlace(rename) })
    return { state: 'made' }
  }

  // Before the copy, so that a run which ends meanwhile is in one of them.
  const logged = loggedBeside(history)
  await copyDatabase(history, into, mustGoOn)
  mustGoOn()
  const copy = openWritable(into)
  try {
    // A backup is one file: without a write-ahead log beside it, it can be copied as it is.
    copy.script('pragma journal_mode = delete')
    putLogged(copy, logged)
    mustGoOn()
    const { damage: message, isIndexSound } = examined(copy)
    // A copy that was cut off under the check is not what is wrong with the history.
    mustGoOn()
    if (message !== null) return { state: 'failed', fault: { kind: 'database_damaged', message } }
    const [conversations] = copy.reported('select report(count(*)) from conversation')
    return { state: conversations === 0 ? 'empty' : 'made', ...(isIndexSound ? {} : { isIndexSound }) }
  } finally {
    copy.close()
  }
}

void backUp(workerData as BackupStart)
  .catch((error: unknown): BackupDone => ({ state: 'failed', fault: diskFault(error).fault }))
  .then((done) => port.postMessage(done))
