import type { ListedConversation } from '../../../shared/domain/conversation'

/** A row on the page. */
export interface SlotRow {
  readonly index: number
  /** Undefined while its page is being read. */
  readonly conversation: ListedConversation | undefined
  /** What it is drawn with; no other row has it. */
  readonly slot: number
  /** The conversation, or the place where it is not known or stands twice. */
  readonly name: string | number
}

type Wanted = Omit<SlotRow, 'slot'>

/**
 * What the rows of a section are drawn with. A row that stays keeps its slot, so that its focus and menu stay with it;
 * one that comes takes over the slot of one that goes: scrolling makes no rows, it writes other words into them.
 */
export class RowSlots {
  #rows: readonly SlotRow[] = []
  #made = 0

  /** The rows at these places, in their order; one that is as it was is the same object. */
  rowsAt(indexes: readonly number[], at: (index: number) => ListedConversation | undefined): readonly SlotRow[] {
    const left = new Map(this.#rows.map((row) => [row.name, row]))
    const wanted = named(indexes, at).map((row) => ({ row, before: taken(left, row) }))
    const free = [...left.values()]
    this.#rows = wanted.map(({ row, before }) => {
      if (before && before.index === row.index && before.conversation === row.conversation) return before
      return { ...row, slot: (before ?? free.shift())?.slot ?? this.#made++ }
    })
    return this.#rows
  }
}

/** What stood there before it was known is the same row. */
function taken(left: Map<string | number, SlotRow>, { name, index }: Wanted): SlotRow | undefined {
  const before = left.get(name) ?? left.get(index)
  if (before) left.delete(before.name)
  return before
}

/**
 * Each row is named by its conversation. One that moved while two pages were read stands in both until they are read
 * again: there, as where a page is missing, a row is named by its place.
 */
function named(indexes: readonly number[], at: (index: number) => ListedConversation | undefined): readonly Wanted[] {
  const seen = new Set<string>()
  return indexes.map((index) => {
    const conversation = at(index)
    const isFirst = conversation !== undefined && !seen.has(conversation.id)
    if (isFirst) seen.add(conversation.id)
    return { index, conversation, name: isFirst ? conversation.id : index }
  })
}
