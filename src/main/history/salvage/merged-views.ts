import type { Writable } from '../database'
import { MERGE_ROWS, TAKE_ROWS } from './merge-rows'
import { PageFile } from './page-file'
import type { FoundRow, FoundTable } from './row-shapes'
import { scanFile } from './scan-file'

/** How many rows, and how much text, are handed over at once. */
const MOST_WAITING = { rows: 500, characters: 1_000_000 }

/** Texts that break off are kept up to this many characters in all. */
const MOST_CUT_CHARACTERS = 64 * 1024 * 1024

/** Several views of what was stored, the better ones first. */
export class MergedViews {
  private readonly cut: FoundRow[] = []
  private cutCharacters = 0

  constructor(
    private readonly database: Writable,
    private readonly isLate: () => boolean
  ) {}

  /** Returns how many rows the file holds, or those up to the moment when the time was up. */
  merge(file: string, withLog: boolean): number {
    const pages = PageFile.open(file, withLog)
    try {
      return this.mergePages(pages)
    } finally {
      pages.close()
    }
  }

  /** What breaks off comes last: any view may have had it whole. */
  mergeCut(): void {
    const waiting = new WaitingRows(this.database)
    for (const row of this.cut) waiting.add(row)
    waiting.flush()
    this.database.script(MERGE_ROWS)
  }

  private mergePages(pages: PageFile): number {
    const waiting = new WaitingRows(this.database)
    let found = 0
    for (const rows of scanFile(pages)) {
      for (const row of rows) {
        if (row.cut) this.keepCut(row)
        else waiting.add(row)
      }
      found += rows.length
      if (this.isLate()) break
    }
    waiting.flush()
    this.database.script(MERGE_ROWS)
    return found
  }

  private keepCut(row: FoundRow): void {
    this.cutCharacters += charactersOf(row)
    if (this.cutCharacters <= MOST_CUT_CHARACTERS) this.cut.push(row)
  }
}

function charactersOf({ values }: FoundRow): number {
  return values.reduce((sum: number, value) => sum + (typeof value === 'string' ? value.length : 0), 0)
}

/** Hands rows over in lots. */
class WaitingRows {
  private readonly lots = new Map<FoundTable, FoundRow['values'][]>()
  private rows = 0
  private characters = 0

  constructor(private readonly database: Writable) {}

  add(row: FoundRow): void {
    const { table, values } = row
    const lot = this.lots.get(table)
    if (lot) lot.push(values)
    else this.lots.set(table, [values])
    this.rows += 1
    this.characters += charactersOf(row)
    if (this.rows >= MOST_WAITING.rows || this.characters >= MOST_WAITING.characters) this.flush()
  }

  flush(): void {
    for (const [table, lot] of this.lots) this.database.feed(TAKE_ROWS.get(table) ?? '', lot)
    this.lots.clear()
    this.rows = 0
    this.characters = 0
  }
}
