import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { notWritten } from '../../history/disk-fault'
import { beginning } from '../file-name'

/** Enough that the disk is asked seldom, and little beside what the app holds anyway. */
const BUFFERED_CHARACTERS = 256 * 1024

/** Room for what is added to the name: a file system takes 255 bytes. */
const MOST_NAME_BYTES = 240

/** Where a file is written until it is whole. Hidden, and beside its place, so that the renaming is one step. */
export function temporaryName(file: string): string {
  const name = beginning([...basename(file)], MOST_NAME_BYTES).join('')
  return join(dirname(file), `.${name}.rill-part`)
}

/** A file that appears under its name only when it is whole and on the disk. */
export class OutputFile {
  private readonly temporary: string
  private readonly descriptor: number
  private pieces: string[] = []
  private characters = 0
  private open = true

  constructor(private readonly file: string) {
    this.temporary = temporaryName(file)
    // Conversations are nobody else's to read.
    this.descriptor = writing(() => openSync(this.temporary, 'w', 0o600))
  }

  write(text: string): void {
    if (text === '') return
    this.pieces.push(text)
    this.characters += text.length
    if (this.characters >= BUFFERED_CHARACTERS) this.flush()
  }

  /** Puts the whole file in its place; another one that was there is replaced. */
  finish(): void {
    this.flush()
    writing(() => {
      fsyncSync(this.descriptor)
      this.close()
      renameSync(this.temporary, this.file)
    })
  }

  discard(): void {
    this.close()
    rmSync(this.temporary, { force: true })
  }

  private close(): void {
    if (this.open) closeSync(this.descriptor)
    this.open = false
  }

  private flush(): void {
    const bytes = Buffer.from(this.pieces.join(''))
    this.pieces = []
    this.characters = 0
    writing(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at)
    })
  }
}

/** Throws `file_not_written` when the disk refuses it. */
function writing<T>(write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw notWritten(error)
  }
}
