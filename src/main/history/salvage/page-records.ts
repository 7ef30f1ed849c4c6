import type { PageFile } from './page-file'
import { readRecord, readVarint, type FoundRecord } from './record'

// The kinds of pages: https://sqlite.org/fileformat2.html#b_tree_pages
const INDEX_INNER = 2
const TABLE_INNER = 5
const INDEX_LEAF = 10
const TABLE_LEAF = 13

/** What one page holds. */
export interface PageContent {
  readonly records: readonly FoundRecord[]
  /** Pages below this one. */
  readonly children: readonly number[]
}

/** Null when this is no page of a table or an index, as one of the free list or a torn one. Never throws. */
export function readPage(file: PageFile, number: number): PageContent | null {
  const page = file.page(number)
  if (page === null) return null
  const start = number === 1 ? 100 : 0
  const kind = page[start] ?? 0
  if (![INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF].includes(kind)) return null
  const isInner = kind === INDEX_INNER || kind === TABLE_INNER
  const cells = page.readUInt16BE(start + 3)
  const pointers = start + (isInner ? 12 : 8)
  if (pointers + cells * 2 > page.length) return null
  const records: FoundRecord[] = []
  const children = isInner ? [page.readUInt32BE(start + 8)] : []
  for (let cell = 0; cell < cells; cell++) {
    const at = page.readUInt16BE(pointers + cell * 2)
    if (at < pointers + cells * 2 || at + 4 > page.length) continue
    if (isInner) children.push(page.readUInt32BE(at))
    const record = kind === TABLE_INNER ? null : recordAt(file, page, isInner ? at + 4 : at, kind === TABLE_LEAF)
    if (record) records.push(record)
  }
  return { records, children }
}

function recordAt(file: PageFile, page: Buffer, start: number, inTable: boolean): FoundRecord | null {
  const size = readVarint(page, start)
  if (!size || size.value > file.count * file.pageBytes) return null
  const rowId = inTable ? afterRowId(page, size.next) : size.next
  const local = localBytes(file.pageBytes, size.value, inTable)
  if (rowId + local > file.pageBytes) return null
  const here = page.subarray(rowId, rowId + local)
  if (local === size.value) return readRecord(here, size.value)
  if (rowId + local + 4 > page.length) return null
  const rest = chained(file, page.readUInt32BE(rowId + local), size.value - local)
  return readRecord(Buffer.concat([here, ...rest]), size.value)
}

/** Row numbers may use all nine bytes; their value is of no use here. */
function afterRowId(page: Buffer, start: number): number {
  let at = start
  while (at < start + 8 && (page[at] ?? 0) >= 0x80) at++
  return at + 1
}

/** How much of a record lies in its page and not in those chained to it. */
function localBytes(usable: number, size: number, inTable: boolean): number {
  const most = inTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (size <= most) return size
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((size - least) % (usable - 4))
  return fitting <= most ? fitting : least
}

/** The pages of a chain, up to the first that cannot be one. */
function chained(file: PageFile, first: number, size: number): Buffer[] {
  const parts: Buffer[] = []
  let [next, left] = [first, size]
  while (left > 0) {
    const page = file.page(next)
    if (page === null) break
    next = page.readUInt32BE(0)
    const isLast = left <= file.pageBytes - 4
    // A torn page gives itself away by what it names as the next one.
    if (isLast ? next !== 0 : next < 1 || next > file.count) break
    parts.push(page.subarray(4, 4 + Math.min(left, file.pageBytes - 4)))
    left -= file.pageBytes - 4
  }
  return parts
}
