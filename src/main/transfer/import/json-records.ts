/** A piece of a file that stands for itself. `head` is what an object says before its list of records. */
export type RawRecord =
  | { readonly kind: 'head'; readonly bytes: Buffer }
  | { readonly kind: 'record'; readonly bytes: Buffer }
  /** Longer than the limit; its bytes are not kept. */
  | { readonly kind: 'oversize' }

/** Cuts a file into records as its bytes come, without holding more than one of them. */
export interface RecordCutter {
  /** In bytes; what is longer is passed over. */
  limit: number
  push(chunk: Buffer): Generator<RawRecord>
  /** Call when there are no more bytes. */
  rest(): Generator<RawRecord>
  /** Whether the bytes have ended in the middle of something. */
  readonly cut: boolean
}

const [TAB, LF, CR, SPACE, QUOTE, COMMA] = [0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c]
const [BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5c, 0x5b, 0x5d, 0x7b, 0x7d]
/** EF BB BF, as some editors begin a file. */
const MARK = new Set([0xef, 0xbb, 0xbf])

/** Lists of an object's own that hold records, where the object is the whole file. */
const RECORD_LISTS = /"(?:records|conversations)"\s*:\s*\[$/

/**
 * Cuts JSON: the elements of a list, the elements of an object's list `records` or `conversations`, or else each whole
 * value, however many stand one after the other. Only strings and brackets are looked at; whether a record is JSON is
 * for `JSON.parse` to say, so that one bad record does not spoil the others.
 */
export class JsonRecords implements RecordCutter {
  private pieces: Buffer[] = []
  private kept = 0
  private oversize = false
  private depth = 0
  private inString = false
  private escaped = false
  private inValue = false
  /** `closed`: the list that is the whole file has ended, or a bracket too many in a record makes it seem so. */
  private place: 'top' | 'list' | 'closed' | 'list of object' | 'after list' = 'top'

  constructor(public limit: number) {}

  *push(chunk: Buffer): Generator<RawRecord> {
    let from = this.inValue ? 0 : -1
    for (let at = 0; at < chunk.length; at++) {
      if (this.inString && !this.escaped) at = plainEnd(chunk, at)
      const byte = chunk[at] ?? 0
      if (!this.inValue) {
        if (this.isBetween(byte)) continue
        this.inValue = true
        from = at
      }
      const ended = this.step(byte)
      if (ended === 'inside') {
        if (byte !== OPEN_LIST || !this.opensRecords(chunk, from, at)) continue
        const head = this.taken(chunk.subarray(from, at + 1))
        if (head) yield { kind: 'head', bytes: head }
        this.enterList()
        from = -1
        continue
      }
      // A bare word ends before what follows it.
      const end = ended === 'before' ? at : at + 1
      yield this.record(chunk.subarray(from, end))
      from = -1
      if (ended === 'before') at--
    }
    if (this.inValue && from >= 0) this.keep(chunk.subarray(from))
  }

  *rest(): Generator<RawRecord> {
    if (this.inValue && this.depth === 0 && !this.inString) yield this.record(Buffer.alloc(0))
  }

  get cut(): boolean {
    return this.inValue || this.place === 'list' || this.place === 'list of object'
  }

  /** Where a value has ended with this byte, before it, or not. */
  private step(byte: number): 'inside' | 'before' | 'after' {
    if (this.inString) {
      if (this.escaped) this.escaped = false
      else if (byte === BACKSLASH) this.escaped = true
      else if (byte === QUOTE) {
        this.inString = false
        return this.depth === 0 ? 'after' : 'inside'
      }
      return 'inside'
    }
    if (byte === QUOTE) this.inString = true
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.depth++
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (this.depth === 0) return 'before'
      this.depth--
      if (this.depth === 0) return 'after'
    } else if (this.depth === 0 && (byte === COMMA || isSpace(byte))) return 'before'
    return 'inside'
  }

  /** Whether this byte stands between records; enters and leaves the lists of them. */
  private isBetween(byte: number): boolean {
    // What an object says after its records is not read.
    if (this.place === 'after list') return true
    if (isSpace(byte) || byte === COMMA || (this.place === 'top' && MARK.has(byte))) return true
    if (byte === CLOSE_LIST) {
      if (this.place === 'list') this.place = 'closed'
      if (this.place === 'list of object') this.place = 'after list'
      return true
    }
    if (byte === CLOSE_OBJECT) return true
    const opens = (this.place === 'top' || this.place === 'closed') && byte === OPEN_LIST
    if (opens || this.place === 'closed') this.place = 'list'
    return opens
  }

  /** The list that opens here is the records' own: in an object that is the whole file, under a name that says so. */
  private opensRecords(chunk: Buffer, from: number, at: number): boolean {
    if (this.place !== 'top' || this.depth !== 2 || this.oversize) return false
    const begun = chunk.subarray(from, at + 1).subarray(-LONGEST_NAME)
    const before = this.pieces.slice(-1).map((piece) => piece.subarray(-LONGEST_NAME))
    const near = Buffer.concat([...before, begun]).subarray(-LONGEST_NAME)
    return RECORD_LISTS.test(near.toString('latin1'))
  }

  private enterList(): void {
    this.inValue = false
    this.depth = 0
    this.place = 'list of object'
  }

  private record(last: Buffer): RawRecord {
    this.inValue = false
    this.depth = 0
    const bytes = this.taken(last)
    return bytes ? { kind: 'record', bytes } : { kind: 'oversize' }
  }

  private taken(last: Buffer): Buffer | null {
    this.keep(last)
    const bytes = this.oversize ? null : whole(this.pieces)
    this.pieces = []
    this.kept = 0
    this.oversize = false
    return bytes
  }

  private keep(piece: Buffer): void {
    this.kept += piece.length
    if (this.kept > this.limit) {
      this.oversize = true
      this.pieces = []
    } else if (piece.length > 0) this.pieces.push(piece)
  }
}

/** The next byte that means something within a string, or the last of the chunk: nearly all of a file is words. */
function plainEnd(chunk: Buffer, from: number): number {
  let at = from
  while (at < chunk.length - 1 && chunk[at] !== QUOTE && chunk[at] !== BACKSLASH) at++
  return at
}

function whole(pieces: readonly Buffer[]): Buffer {
  const [only] = pieces
  return only && pieces.length === 1 ? only : Buffer.concat(pieces)
}

/** A name, its quotes, a colon and a little white space. */
const LONGEST_NAME = 40

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === LF || byte === CR || byte === TAB
}

/** Cuts at the ends of lines: a line that is no JSON spoils no other. */
export class LineRecords implements RecordCutter {
  readonly cut = false
  private pieces: Buffer[] = []
  private kept = 0

  constructor(public limit: number) {}

  *push(chunk: Buffer): Generator<RawRecord> {
    let from = 0
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, from)) {
      this.keep(chunk.subarray(from, at))
      yield* this.line()
      from = at + 1
    }
    this.keep(chunk.subarray(from))
  }

  *rest(): Generator<RawRecord> {
    yield* this.line()
  }

  private *line(): Generator<RawRecord> {
    const bytes = Buffer.concat(this.pieces)
    const oversize = this.kept > this.limit
    this.pieces = []
    this.kept = 0
    if (oversize) yield { kind: 'oversize' }
    else if (bytes.some((byte) => !isSpace(byte) && !MARK.has(byte))) yield { kind: 'record', bytes }
  }

  private keep(piece: Buffer): void {
    this.kept += piece.length
    if (this.kept > this.limit) this.pieces = []
    else if (piece.length > 0) this.pieces.push(piece)
  }
}
