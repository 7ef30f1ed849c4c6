import { closeSync, fstatSync, openSync } from 'node:fs'
import { bytesAt, isPageSize, readLog, type LogFrames } from './log-frames'

const HEADER_BYTES = 100

/** Where `user_version` and `application_id` lie in the header. */
const VERSION_AT = 60
const MARK_AT = 68

/** What a database has when nothing else is chosen; taken where its header is torn. */
const USUAL_PAGE_BYTES = 4_096

/**
 * The pages of a database file, sound or not, read without SQLite: nothing is written, locked or moved, and a damaged
 * page costs itself alone.
 */
export class PageFile {
  readonly pageBytes: number
  readonly count: number

  private constructor(
    private readonly main: number | null,
    private readonly log: { readonly descriptor: number; readonly frames: LogFrames } | null
  ) {
    const header = main === null ? null : bytesAt(main, 0, HEADER_BYTES)
    this.pageBytes = log?.frames.pageBytes ?? pageBytesOf(header)
    const inMain = main === null ? 0 : Math.ceil(fstatSync(main).size / this.pageBytes)
    this.count = Math.max(inMain, log?.frames.pageCount ?? 0)
  }

  /** With or without its write-ahead log. A file that is not there has no pages. */
  static open(file: string, withLog: boolean): PageFile {
    const main = opened(file)
    const log = withLog ? opened(`${file}-wal`) : null
    const frames = log === null ? null : readLog(log)
    if (log !== null && frames === null) closeSync(log)
    return new PageFile(main, log !== null && frames !== null ? { descriptor: log, frames } : null)
  }

  /** Counted from 1; null when there is none, or the file ends within it. */
  page(number: number): Buffer | null {
    if (number < 1 || number > this.count) return null
    const inLog = this.log?.frames.offsets.get(number)
    if (this.log && inLog !== undefined) return bytesAt(this.log.descriptor, inLog, this.pageBytes)
    return this.main === null ? null : bytesAt(this.main, (number - 1) * this.pageBytes, this.pageBytes)
  }

  /** True when the log says that it is another file's; a file that has no mark yet takes any log. */
  get hasForeignLog(): boolean {
    const [own, inLog] = [this.main === null ? null : bytesAt(this.main, 0, HEADER_BYTES), this.page(1)]
    if (own === null || inLog === null || !this.log?.frames.offsets.has(1)) return false
    const [mark, markInLog] = [own.readUInt32BE(MARK_AT), inLog.readUInt32BE(MARK_AT)]
    return mark !== 0 && markInLog !== 0 && mark !== markInLog
  }

  /** The version of the schema; 0 where the first page cannot be read. */
  get version(): number {
    const first = this.page(1)
    return first && first.length >= HEADER_BYTES ? first.readUInt32BE(VERSION_AT) : 0
  }

  close(): void {
    if (this.main !== null) closeSync(this.main)
    if (this.log) closeSync(this.log.descriptor)
  }
}

/** Whether SQLite would silently leave out commits of this database's write-ahead log. */
export function hasTornLog(file: string): boolean {
  const descriptor = opened(`${file}-wal`)
  if (descriptor === null) return false
  try {
    return readLog(descriptor)?.torn ?? false
  } finally {
    closeSync(descriptor)
  }
}

export function hasForeignLog(file: string): boolean {
  return looked(file, (pages) => pages.hasForeignLog)
}

/** The version of the schema, of a file that SQLite cannot open or shall not touch; 0 when there is none. */
export function versionIn(file: string): number {
  return looked(file, (pages) => pages.version)
}

/** The size of its pages, which no database is smaller than. */
export function pageBytesIn(file: string): number {
  return looked(file, (pages) => pages.pageBytes)
}

function looked<T>(file: string, look: (pages: PageFile) => T): T {
  const pages = PageFile.open(file, true)
  try {
    return look(pages)
  } finally {
    pages.close()
  }
}

function opened(file: string): number | null {
  try {
    return openSync(file, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function pageBytesOf(header: Buffer | null): number {
  const stored = header?.readUInt16BE(16) ?? 0
  const bytes = stored === 1 ? 65_536 : stored
  return isPageSize(bytes) ? bytes : USUAL_PAGE_BYTES
}
