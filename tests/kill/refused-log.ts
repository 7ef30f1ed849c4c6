import type { ElectronApplication } from '@playwright/test'
import { basename, dirname } from 'node:path'
import type * as Files from 'node:fs'

/** Makes the system refuse what is written to the log of the answer that is being made; it can still be read. */
export async function refuseLog(electron: ElectronApplication, database: string): Promise<void> {
  await electron.evaluate(reopenForReading, { folder: dirname(database), prefix: `${basename(database)}-run-` })
}

/** Runs in main, and so brings along all it needs. */
async function reopenForReading(_: unknown, { folder, prefix }: { folder: string; prefix: string }): Promise<void> {
  const files = process.mainModule?.require('node:fs') as typeof Files
  const MOST_DESCRIPTORS = 1_024
  const inodeOf = (descriptor: number): number | null => {
    try {
      return files.fstatSync(descriptor).ino
    } catch {
      // Not in use.
      return null
    }
  }
  const logName = (): string | undefined => files.readdirSync(folder).find((name) => name.startsWith(prefix))
  let name = logName()
  while (name === undefined) {
    await new Promise((resolve) => setImmediate(resolve))
    name = logName()
  }
  const log = `${folder}/${name}`
  const { ino } = files.statSync(log)
  const all = Array.from({ length: MOST_DESCRIPTORS }, (_, descriptor) => descriptor)
  for (const descriptor of all.filter((one) => inodeOf(one) === ino)) {
    files.closeSync(descriptor)
    // The lowest number that is free: unless something else has just opened a file, the one that was closed.
    if (files.openSync(log, 'r') !== descriptor) throw new Error('the log could not be put in its own place')
  }
}
