import { fstatSync, readSync } from 'node:fs'

// The format of a write-ahead log: https://sqlite.org/fileformat2.html#walformat
const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const MAGIC = 0x377f0682

/** Which pages a write-ahead log holds in a newer state than its database. */
export interface LogFrames {
  readonly pageBytes: number
  /** Offset in the log of the newest committed state of each page. */
  readonly offsets: ReadonlyMap<number, number>
  /** Pages the database has once the log is applied. */
  readonly pageCount: number
  /** Commits lie behind a frame whose checksum is wrong: SQLite would leave them out without a word. */
  readonly torn: boolean
}

interface Frame {
  readonly page: number
  /** Pages of the database after this commit; 0 in a frame that does not end one. */
  readonly commits: number
  readonly offset: number
}

/**
 * Reads the log behind this descriptor; null when it holds no commit. Frames behind a wrong checksum are taken too, as
 * long as they bear this log's salts, which frames left from an earlier round do not.
 */
export function readLog(descriptor: number): LogFrames | null {
  const header = bytesAt(descriptor, 0, HEADER_BYTES)
  if (header === null || (header.readUInt32BE(0) & 0xfffffffe) >>> 0 !== MAGIC) return null
  const pageBytes = header.readUInt32BE(8)
  if (!isPageSize(pageBytes)) return null
  const sum = new Checksum((header[3] ?? 0) % 2 === 1)
  sum.add(header.subarray(0, 24))
  if (!sum.equals(header, 24)) sum.giveUp()
  return committed(descriptor, header, pageBytes, sum)
}

/** What a page of a database can measure. */
export function isPageSize(bytes: number): boolean {
  return bytes >= 512 && bytes <= 65_536 && (bytes & (bytes - 1)) === 0
}

/** Null where the file ends before. */
export function bytesAt(descriptor: number, offset: number, length: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(length)
  return readSync(descriptor, bytes, 0, length, offset) === length ? bytes : null
}

function committed(descriptor: number, header: Buffer, pageBytes: number, sum: Checksum): LogFrames | null {
  const offsets = new Map<number, number>()
  let [open, pageCount, torn]: [Frame[], number, boolean] = [[], 0, false]
  const end = fstatSync(descriptor).size
  for (let at = HEADER_BYTES; at + FRAME_HEADER_BYTES + pageBytes <= end; at += FRAME_HEADER_BYTES + pageBytes) {
    const bytes = bytesAt(descriptor, at, FRAME_HEADER_BYTES + pageBytes)
    if (bytes === null) break
    const frame = { page: bytes.readUInt32BE(0), commits: bytes.readUInt32BE(4), offset: at + FRAME_HEADER_BYTES }
    const isOurs = header.compare(bytes, 8, 16, 16, 24) === 0
    sum.add(bytes.subarray(0, 8))
    sum.add(bytes.subarray(FRAME_HEADER_BYTES))
    if (!isOurs || !sum.equals(bytes, 16)) sum.giveUp()
    if (!isOurs) continue
    open.push(frame)
    if (frame.commits === 0) continue
    torn ||= sum.isLost
    for (const { page, offset } of open) offsets.set(page, offset)
    pageCount = frame.commits
    open = []
  }
  return offsets.size === 0 ? null : { pageBytes, offsets, pageCount, torn }
}

/** The checksum that runs through a whole log. */
class Checksum {
  private first = 0
  private second = 0
  private lost = false

  constructor(private readonly bigEndian: boolean) {}

  get isLost(): boolean {
    return this.lost
  }

  add(bytes: Buffer): void {
    if (this.lost) return
    for (let at = 0; at + 8 <= bytes.length; at += 8) {
      this.first = (this.first + this.word(bytes, at) + this.second) >>> 0
      this.second = (this.second + this.word(bytes, at + 4) + this.first) >>> 0
    }
  }

  equals(bytes: Buffer, at: number): boolean {
    return !this.lost && bytes.readUInt32BE(at) === this.first && bytes.readUInt32BE(at + 4) === this.second
  }

  /** Nothing behind a wrong checksum can be checked. */
  giveUp(): void {
    this.lost = true
  }

  private word(bytes: Buffer, at: number): number {
    return this.bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
  }
}
