import { placesOf } from '../../../shared/find-text'
import { placesOfPhrases, type Phrase, type Place } from '../../../shared/search/phrases'

const ALL = 'found'
const CURRENT = 'found-current'
/** Where in a folded text there is something to mark. */
export type Look = (folded: string) => readonly Place[]

/** Looks for one text, folded. */
export function lookFor(wanted: string): Look {
  return (folded) => placesOf(folded, wanted)
}

/** Looks for what was searched in all conversations. */
export function lookForPhrases(phrases: readonly Phrase[]): Look {
  return (folded) => placesOfPhrases(phrases, folded)
}

/** Marks what is found in the messages on the page, without touching their nodes. */
export class FindMarks {
  #all: readonly Range[] = []
  #current: Range | null = null

  /** Marks everything found, the current one stronger. */
  show(all: readonly Range[], current: Range | null): void {
    // Ranges follow their text by themselves: setting the same ones again would only have them drawn again.
    const same = current === this.#current && all.length === this.#all.length
    if (same && all.every((range, at) => range === this.#all[at])) return
    this.#all = all
    this.#current = current
    // One by one: they may be more than a call takes.
    const others = new Highlight()
    for (const range of all) if (range !== current) others.add(range)
    CSS.highlights.set(ALL, others)
    if (current) CSS.highlights.set(CURRENT, new Highlight(current))
    else CSS.highlights.delete(CURRENT)
  }

  clear(): void {
    CSS.highlights.delete(ALL)
    CSS.highlights.delete(CURRENT)
  }
}
