import { createHash, type Hash } from 'node:crypto'
import { createReadStream, readdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { faultError } from '../fault-error'
import { backupFolder } from './backup-files'

/** What of a folder belongs to the history: the database, what was set aside of it, and its backups. */
const OWN = /^history[.-].*$/
/** At once; a disk that turns takes its time for each. */
const CHUNK = { highWaterMark: 1024 * 1024 }
/** Made anew by whoever opens the database. */
const PASSING = /-(?:shm|lock)$/

export interface HistoryFile {
  /** Within the folder. */
  readonly name: string
  readonly bytes: number
}

/** The files of the history in this folder, those in `backups` with it. */
export function historyFiles(folder: string): readonly HistoryFile[] {
  const backups = backupFolder(join(folder, 'history.db'))
  const within = (at: string, prefix: string): HistoryFile[] =>
    namesIn(at).flatMap((name) => {
      const found = OWN.test(name) && !PASSING.test(name) ? statSync(join(at, name)) : null
      return found?.isFile() === true ? [{ name: join(prefix, name), bytes: found.size }] : []
    })
  return [...within(folder, ''), ...within(backups, 'backups')]
}

/** Removes them, and the locks beside them; what else is there stays. */
export function removeHistoryFiles(folder: string): void {
  for (const { name } of historyFiles(folder)) rmSync(join(folder, name), { force: true })
  const passing = namesIn(folder).filter((name) => OWN.test(name) && PASSING.test(name))
  for (const name of passing) rmSync(join(folder, name), { force: true })
}

/** Copies a file, reads the copy back and compares them; rejects when they differ. `onBytes` counts each way. */
export async function copyVerified(from: string, to: string, onBytes: (bytes: number) => void): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const out = await open(to, 'wx', 0o600)
  const copied = createHash('sha256')
  try {
    for await (const part of createReadStream(from, CHUNK) as AsyncIterable<Buffer>) {
      copied.update(part)
      await out.writeFile(part)
      onBytes(part.length)
    }
    await out.sync()
  } finally {
    await out.close()
  }
  const read = await hashOf(to, onBytes)
  if (!read.digest().equals(copied.digest())) throw faultError('file_damaged', 'the copy is not what was copied')
}

async function hashOf(file: string, onBytes: (bytes: number) => void): Promise<Hash> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file, CHUNK) as AsyncIterable<Buffer>) {
    hash.update(part)
    onBytes(part.length)
  }
  return hash
}

function namesIn(folder: string): readonly string[] {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true ? readdirSync(folder) : []
}
