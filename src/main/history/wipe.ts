import { rmSync, writeFileSync } from 'node:fs'
import { LOCK_WAIT_MS, type Writable } from './database'
import { bytesOf } from './replace-damaged'

/** Pages of the index that one step writes: a few milliseconds, so that an answer waits for no frame. */
const MERGED_TOGETHER = 8
/** Free pages that one step overwrites. */
const WIPED_TOGETHER = 256
/**
 * What a page has room for beside the number of the next, and what stays in the row itself: with these a text takes
 * whole pages and leaves no end of one as it was, see "Payload" in https://sqlite.org/fileformat2.html
 */
const BYTES = { page: 4092, row: 600 }

/** From here on, about 64 MB, writing the index anew takes so long that many removals are to share it. */
const LONG_PAGES = 16_384

const INDEXES = ['message_index', 'title_index'] as const

type Phase = (typeof INDEXES)[number] | 'free' | 'log' | 'done'
const AFTER: Readonly<Record<Exclude<Phase, 'done'>, Phase>> = {
  message_index: 'title_index',
  title_index: 'free',
  free: 'log',
  log: 'done'
}

/**
 * Takes the words of what was removed out of the file, a little at a time. FTS5 only notes what is gone and drops it
 * when a part of the index is written anew; freed pages and the write-ahead log keep their bytes until they are used
 * again. Its own `secure-delete` does nothing for an index that keeps no texts. So, after a removal: the index is
 * merged into one part, free pages are overwritten, and the log is cut off.
 */
export class Wipe {
  private phase: Phase = 'done'
  private isBegun = false

  constructor(
    private readonly database: Writable,
    /** What tells the next start that this is not done yet; set until it is. */
    private readonly mark: (wanted: boolean) => void = () => undefined
  ) {}

  /** To be called before anything is removed: from now on what is removed is overwritten where it is. */
  want(): void {
    this.mark(true)
    this.database.script('pragma secure_delete = on')
    this.phase = INDEXES[0]
    this.isBegun = false
  }

  /** Whether it takes more than a moment of the disk. */
  get isLong(): boolean {
    return this.numberOf('select page_count as n from pragma_page_count') > LONG_PAGES
  }

  /** False once all is done. True: there is more, also when others hold it up for now. */
  step(): boolean {
    if (this.phase === 'done') return false
    if (this.isOver(this.phase)) {
      this.phase = AFTER[this.phase]
      this.isBegun = false
    }
    if (this.phase !== 'done') return true
    this.database.script('pragma secure_delete = fast')
    this.mark(false)
    return false
  }

  private isOver(phase: Exclude<Phase, 'done'>): boolean {
    if (phase === 'free') return this.overwrite()
    if (phase === 'log') return this.cutLog()
    return this.merge(phase)
  }

  /** The first call takes all parts together, the ones after it go on with that. */
  private merge(index: (typeof INDEXES)[number]): boolean {
    const pages = this.isBegun ? MERGED_TOGETHER : -MERGED_TOGETHER
    const before = this.changes()
    this.database.transaction('process', () => {
      this.database.run(`insert into ${index} (${index}, rank) values ('merge', ?)`, pages)
    })
    const isOver = this.isBegun && this.changes() - before < 2
    this.isBegun = true
    return isOver
  }

  private overwrite(): boolean {
    const free = this.numberOf('select freelist_count as n from pragma_freelist_count')
    return this.database.transaction('process', () => {
      this.database.script('create table if not exists wiped (row integer primary key, zeros blob)')
      if (free > 0) {
        const pages = Math.min(WIPED_TOGETHER, Math.max(1, free - 1))
        this.database.script(`insert into wiped (zeros) values (zeroblob(${String(pages * BYTES.page + BYTES.row)}))`)
        return false
      }
      // What it frees are zeros already.
      this.database.script('pragma secure_delete = fast; drop table wiped')
      return true
    })
  }

  /** A reader that still looks at what was there before holds it up. */
  private cutLog(): boolean {
    this.database.script('pragma busy_timeout = 0')
    try {
      return this.database.get<{ busy: number }>('pragma wal_checkpoint(truncate)')?.busy === 0
    } finally {
      this.database.script(`pragma busy_timeout = ${String(LOCK_WAIT_MS)}`)
    }
  }

  private changes(): number {
    return this.numberOf('select total_changes() as n')
  }

  private numberOf(sql: string): number {
    return this.database.get<{ n: number }>(sql)?.n ?? 0
  }
}

/** A mark beside this history that something has been removed and may still be read in its file. */
export function wipeMark(file: string | null): { isSet: () => boolean; set: (wanted: boolean) => void } {
  const mark = `${file ?? ''}-wiping`
  return {
    isSet: () => file !== null && bytesOf(mark) >= 0,
    set: (wanted) => {
      if (file === null) return
      if (wanted) writeFileSync(mark, '')
      else rmSync(mark, { force: true })
    }
  }
}
