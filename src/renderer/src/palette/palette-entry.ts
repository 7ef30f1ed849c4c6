import { foldText } from '../../../shared/find-text'

/** Something the palette offers. */
export interface PaletteEntry {
  readonly id: string
  readonly label: string
  /** What else may be known of it, shown quietly beside it. */
  readonly note?: string
  readonly keys?: readonly string[]
  readonly run: () => void
}

export interface PaletteGroup {
  readonly label: string
  readonly entries: readonly PaletteEntry[]
}

/**
 * Those that have every word of what is typed, wherever in a word, first those that begin with it; all of them while
 * nothing is typed.
 */
export function matching(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const words = foldText(typed).split(' ').filter((word) => word !== '')
  const found = entries.filter(({ label, note = '' }) => {
    const text = foldText(`${label} ${note}`)
    return words.every((word) => text.includes(word))
  })
  return beginningFirst(found, ({ label }) => label, typed)
}

/** Without those of nothing, which have no name either; first those with something that begins as typed. */
export function shownGroups(groups: readonly PaletteGroup[], typed: string): readonly PaletteGroup[] {
  const shown = groups.filter(({ entries }) => entries.length > 0)
  return beginningFirst(shown, ({ entries }) => entries[0]?.label ?? '', typed)
}

function beginningFirst<T>(all: readonly T[], labelOf: (one: T) => string, typed: string): readonly T[] {
  const beginning = foldText(typed).trim()
  const begins = (one: T): boolean => foldText(labelOf(one)).startsWith(beginning)
  return [...all.filter(begins), ...all.filter((one) => !begins(one))]
}
