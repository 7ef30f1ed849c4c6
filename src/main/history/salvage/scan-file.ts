import type { PageFile } from './page-file'
import { readPage } from './page-records'
import { rowOf, type FoundRow } from './row-shapes'

/** The rows of each page. Those that hang in a tree come first, so that of two states of a row the valid one wins. */
export function* scanFile(file: PageFile): Generator<readonly FoundRow[]> {
  const seen = new Set<number>()
  for (const number of inTrees(file, seen)) yield rowsIn(file, number)
  for (const number of freePages(file)) seen.add(number)
  for (let number = 1; number <= file.count; number++) {
    if (!seen.has(number)) yield rowsIn(file, number)
  }
}

function rowsIn(file: PageFile, number: number): FoundRow[] {
  const records = readPage(file, number)?.records ?? []
  return records.map(rowOf).filter((row) => row !== null)
}

/** Every page that hangs below a root the schema names, the schema's own included. */
function* inTrees(file: PageFile, seen: Set<number>): Generator<number> {
  const waiting = [1, ...rootsIn(file)]
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (seen.has(number) || number < 1 || number > file.count) continue
    seen.add(number)
    waiting.push(...(readPage(file, number)?.children ?? []))
    yield number
  }
}

/** A row of the schema is `type, name, table, root, sql`. */
function rootsIn(file: PageFile): number[] {
  const [roots, waiting, seen] = [[] as number[], [1], new Set<number>()]
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (seen.has(number)) continue
    seen.add(number)
    const content = readPage(file, number)
    for (const { cells } of content?.records ?? []) {
      if (cells.length === 5 && typeof cells[3] === 'number') roots.push(cells[3])
    }
    waiting.push(...(content?.children ?? []))
  }
  return roots
}

/** What was deleted lies there, so it is not brought back. None where the list is torn: it could name any page. */
function freePages(file: PageFile): ReadonlySet<number> {
  const free = new Set<number>()
  const first = file.page(1)
  let trunk = first?.readUInt32BE(32) ?? 0
  while (trunk > 0 && trunk <= file.count && !free.has(trunk)) {
    free.add(trunk)
    const page = file.page(trunk)
    if (page === null) break
    const leaves = Math.min(page.readUInt32BE(4), Math.floor(file.pageBytes / 4) - 2)
    for (let leaf = 0; leaf < leaves; leaf++) free.add(page.readUInt32BE(8 + leaf * 4))
    trunk = page.readUInt32BE(0)
  }
  return first?.readUInt32BE(36) === free.size ? free : new Set()
}
