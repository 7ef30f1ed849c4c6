import { copyFileSync, constants, closeSync, openSync, readSync, truncateSync, writeSync } from 'node:fs'
import { faultError } from '../fault-error'

const [GOES_ON, GIVEN_UP, IN_PLACE] = [0, 1, 2]
const COPIED_BYTES = 16 * 1024 * 1024

/** Between the app that closes and the thread of its backups: whether what the thread does is given up. */
export class GiveUp {
  constructor(readonly shared = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))) {}

  mustGoOn(): void {
    if (Atomics.load(this.shared, 0) === GIVEN_UP) throw faultError('internal', 'the backup was given up')
  }

  /** The thread: what is put in its place now will not be cut off. Throws where it has been given up. */
  inPlace(rename: () => void): void {
    if (Atomics.compareExchange(this.shared, 0, GOES_ON, IN_PLACE) !== GOES_ON) this.mustGoOn()
    try {
      rename()
    } finally {
      Atomics.compareExchange(this.shared, 0, IN_PLACE, GOES_ON)
    }
  }

  /** The app. False while the thread is just putting something in its place: to be tried again. */
  decide(): boolean {
    return Atomics.compareExchange(this.shared, 0, GOES_ON, GIVEN_UP) !== IN_PLACE
  }
}

/**
 * Takes the bytes of half-made files away under whoever reads them: the check of a large copy is one call of SQLite,
 * which nobody can end, and which ends by itself where nothing is left to read.
 */
export function cutOff(files: readonly string[]): void {
  for (const file of files) {
    try {
      truncateSync(file, 0)
    } catch {
      // It is not there, or is gone by now: then nothing reads it.
    }
  }
}

/** A copy that can be given up in the middle, where the disk cannot make one at once. */
export function copyFile(from: string, to: string, mustGoOn: () => void): void {
  try {
    return copyFileSync(from, to, constants.COPYFILE_FICLONE_FORCE)
  } catch {
    // Most file systems share no blocks.
  }
  const [source, target] = [openSync(from, 'r'), openSync(to, 'w', 0o600)]
  try {
    copyBytes(source, target, mustGoOn)
  } finally {
    closeSync(source)
    closeSync(target)
  }
}

function copyBytes(source: number, target: number, mustGoOn: () => void): void {
  const bytes = Buffer.allocUnsafe(COPIED_BYTES)
  for (let read = readSync(source, bytes); read > 0; read = readSync(source, bytes)) {
    for (let done = 0; done < read; ) done += writeSync(target, bytes, done, read - done)
    mustGoOn()
  }
}
