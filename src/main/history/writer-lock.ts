import { openLock } from './database'

/** Held by the one process that writes a history; it goes with that process, however that ends. */
export interface WriterLock {
  release(): void
}

/** One that nobody refers to would be closed by the collector of garbage, and another process could write. */
const held = new Set<WriterLock>()

/**
 * Takes the lock of the history in this file; throws `history_in_use` while another process holds it. It is a lock on
 * a file of its own: the history's own locks come and go with each transaction, and this one is held for as long as the
 * app runs.
 */
export function takeWriterLock(file: string): WriterLock {
  const open = openLock(`${file}-lock`)
  const lock: WriterLock = {
    release: () => {
      held.delete(lock)
      open.close()
    }
  }
  held.add(lock)
  return lock
}
