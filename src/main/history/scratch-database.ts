import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openReadable, openWritable, type Readable, type Writable } from './database'
import { HistoryReader } from './history-reader'
import { HistoryWriter } from './history-writer'
import { migrate } from './migrate'

export interface ScratchDatabase {
  readonly file: string
  readonly writable: Writable
  readonly readable: Readable
  readonly writer: HistoryWriter
  readonly reader: HistoryReader
  /** Closes and removes everything. */
  remove(): void
}

/** For tests: a real database of the newest schema in a folder of its own, with the two connections the app has. */
export function scratchDatabase(wallMs?: () => number): ScratchDatabase {
  const folder = scratchFolder()
  const file = join(folder, 'history.db')
  const writable = openWritable(file)
  migrate(writable)
  const readable = openReadable(file)
  const remove = (): void => {
    readable.close()
    writable.close()
    rmSync(folder, { recursive: true })
  }
  const [writer, reader] = [new HistoryWriter(writable, wallMs), new HistoryReader(readable)]
  return { file, writable, readable, writer, reader, remove }
}

export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), 'rill-history-'))
}
