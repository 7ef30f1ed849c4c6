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

/** Those that have every word of what is typed, wherever in a word; all of them while nothing is typed. */
export function matching(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const words = foldText(typed).split(' ').filter((word) => word !== '')
  return entries.filter(({ label, note = '' }) => {
    const text = foldText(`${label} ${note}`)
    return words.every((word) => text.includes(word))
  })
}

/** Without what is not there: a group of nothing has no name either. */
export function shownGroups(groups: readonly PaletteGroup[]): readonly PaletteGroup[] {
  return groups.filter(({ entries }) => entries.length > 0)
}
