import type { MessageId } from '../../../shared/domain/ids'
import type { ThreadRow } from './thread-row'

/** What a row takes besides its text: of a question its head and edges, of an answer the line of figures. */
const BESIDE_TEXT_PX = { user: 66, assistant: 58 }
const LINE_PX = 24
/** Of the reading size, and about as many bytes of ideographs, which are twice as wide and three times as long. */
const BYTES_A_LINE = 80
/** Lists, tables and code have short lines. */
const ANSWER_LINES = 1.3

/** Where each row of a thread stands: as it was measured, or, for one that never was on the page, as it may be. */
export class RowHeights {
  readonly #measured = new Map<MessageId, number>()
  #rows: readonly ThreadRow[] = []
  #indexes = new Map<MessageId, number>()
  #tops = new Float64Array(1)
  #right = false

  setRows(rows: readonly ThreadRow[]): void {
    this.#rows = rows
    this.#indexes = new Map(rows.map((row, at) => [row.id, at]))
    this.#right = false
  }

  /** With the space below it. */
  measured(id: MessageId, heightPx: number): void {
    if (this.#measured.get(id) === heightPx) return
    this.#measured.set(id, heightPx)
    this.#right = false
  }

  /** -1 when it is not in the thread. */
  indexOf(id: MessageId): number {
    return this.#indexes.get(id) ?? -1
  }

  height(row: ThreadRow): number {
    return this.#measured.get(row.id) ?? guessed(row)
  }

  /** In pixels from the first row; of the row after the last, the height of all. */
  top(index: number): number {
    return this.#all()[Math.max(0, Math.min(index, this.#rows.length))] ?? 0
  }

  get total(): number {
    return this.top(this.#rows.length)
  }

  /** The row at this place; the nearest where there is none. */
  at(px: number): number {
    const tops = this.#all()
    let [low, high] = [0, Math.max(0, this.#rows.length - 1)]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((tops[middle] ?? 0) <= px) low = middle
      else high = middle - 1
    }
    return low
  }

  #all(): Float64Array {
    if (this.#right) return this.#tops
    const tops = new Float64Array(this.#rows.length + 1)
    let top = 0
    for (const [at, row] of this.#rows.entries()) {
      tops[at] = top
      top += this.height(row)
    }
    tops[this.#rows.length] = top
    this.#tops = tops
    this.#right = true
    return tops
  }
}

function guessed({ role, size }: ThreadRow): number {
  const lines = Math.ceil(size / BYTES_A_LINE)
  return BESIDE_TEXT_PX[role] + LINE_PX * (role === 'user' ? lines : Math.ceil(lines * ANSWER_LINES))
}
