import { openHistory } from '../history/open-history'
import { Transfers } from './transfers'

/**
 * For a test, as a process to be killed: imports a file as the app does and prints a line with each progress. Its
 * arguments are the folder of the history, that of the threads, and the file.
 */
async function importAFile(folder: string, threads: string, file: string): Promise<void> {
  const { history, imports, file: database } = await openHistory({ folder, threads })
  const transfers = new Transfers({
    history: database,
    imports,
    threads,
    onProgress: ({ conversations }) => process.stdout.write(`${String(conversations)}\n`),
    onImported: () => undefined
  })
  const report = await transfers.import(file)
  await history.close()
  process.stdout.write(`${report.state}\n`)
}

const [folder = '', threads = '', file = ''] = process.argv.slice(2)
void importAFile(folder, threads, file)
