/** A value of a stored row; undefined when the file ends or breaks off before it. */
export type Cell = string | number | Buffer | null | undefined

/** A row as it lies in the file. */
export interface FoundRecord {
  readonly cells: readonly Cell[]
  /** True when not all of it could be read: the last text is cut, and what follows it is undefined. */
  readonly cut: boolean
}

// The format of a record: https://sqlite.org/fileformat2.html#record_format
const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8]

/** More columns than any table of any version has. */
const MOST_CELLS = 64

/** Null when these bytes are no record. `wholeBytes` is what the record should measure. */
export function readRecord(bytes: Buffer, wholeBytes: number): FoundRecord | null {
  const header = readVarint(bytes, 0)
  if (!header || header.value < 2 || header.value > bytes.length || header.value > wholeBytes) return null
  const types: number[] = []
  let [at, bodyBytes] = [header.next, 0]
  while (at < header.value) {
    const type = readVarint(bytes, at)
    if (!type || type.value === 10 || type.value === 11 || types.length === MOST_CELLS) return null
    types.push(type.value)
    bodyBytes += bytesOf(type.value)
    at = type.next
  }
  // The sizes must add up to the record's own: what passes this is hardly ever anything but a record.
  if (at !== header.value || header.value + bodyBytes !== wholeBytes) return null
  return { cells: cellsOf(bytes, header.value, types), cut: bytes.length < wholeBytes }
}

/** A number of one to nine bytes; null where the bytes end within it or it is beyond what a number holds exactly. */
export function readVarint(bytes: Buffer, start: number): { value: number; next: number } | null {
  let value = 0
  for (let at = start; at < start + 8; at++) {
    const byte = bytes[at]
    if (byte === undefined) return null
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return Number.isSafeInteger(value) ? { value, next: at + 1 } : null
  }
  return null
}

function cellsOf(bytes: Buffer, start: number, types: readonly number[]): Cell[] {
  let at = start
  return types.map((type) => {
    const cell = cellOf(bytes, at, type)
    at += bytesOf(type)
    return cell
  })
}

function bytesOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2)
  return type === 7 ? 8 : (INTEGER_BYTES[type] ?? 0)
}

function cellOf(bytes: Buffer, at: number, type: number): Cell {
  if (type >= 12 && type % 2 === 1) return textOf(bytes, at, bytesOf(type))
  if (at + bytesOf(type) > bytes.length) return undefined
  if (type >= 12) return bytes.subarray(at, at + bytesOf(type))
  if (type === 0) return null
  if (type >= 8) return type - 8
  if (type === 7) return bytes.readDoubleBE(at)
  if (type === 6) return Number(bytes.readBigInt64BE(at))
  return bytes.readIntBE(at, bytesOf(type))
}

function textOf(bytes: Buffer, at: number, length: number): Cell {
  if (at > bytes.length || (at === bytes.length && length > 0)) return undefined
  const text = bytes.toString('utf8', at, Math.min(at + length, bytes.length))
  // A character that was cut in two decodes to a mark of its own.
  return at + length > bytes.length ? text.replace(/\uFFFD$/, '') : text
}
