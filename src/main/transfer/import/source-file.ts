import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { faultError } from '../../fault-error'
import { readZip } from './zip-entries'

/** One file of records, whether it lies on the disk or in a zip. */
export interface SourceDocument {
  readonly name: string
  open(): Promise<Readable>
}

export interface SourceFile {
  readonly documents: readonly SourceDocument[]
  /** Of what is read, unpacked. */
  readonly bytes: number
  /** When the file was written, in milliseconds since 1970. */
  readonly atMs: number
  close(): void
}

/** Large enough that reading asks the disk seldom. */
const CHUNK_BYTES = 256 * 1024

/** The beginning of every zip with something in it. */
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
const EMPTY_ZIP = Buffer.from('PK\u0005\u0006', 'latin1')

/** Looks into the file and changes nothing of it. Throws a fault that says why it cannot be read. */
export async function openSource(file: string): Promise<SourceFile> {
  const { size, mtimeMs, isFile } = await looked(file)
  if (!isFile) throw faultError('file_unreadable', 'it is no file')
  const start = await firstBytes(file)
  const atMs = Math.round(mtimeMs)
  if (start.equals(ZIP) || start.equals(EMPTY_ZIP)) return { ...(await readZip(file)), atMs }
  const stream = (): Promise<Readable> => Promise.resolve(createReadStream(file, { highWaterMark: CHUNK_BYTES }))
  return { documents: [{ name: basename(file), open: stream }], bytes: size, atMs, close: () => undefined }
}

async function looked(file: string): Promise<{ size: number; mtimeMs: number; isFile: boolean }> {
  try {
    const found = await stat(file)
    return { size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile() }
  } catch {
    // Why does not matter to the person: the file they chose is not there to be read.
    throw faultError('file_unreadable', 'it cannot be found')
  }
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file).catch(() => {
    throw faultError('file_unreadable', 'it may not be read')
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ZIP.length), 0, ZIP.length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
