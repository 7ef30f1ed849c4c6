import type { MessageId } from '../../../shared/domain/ids'
import { foldWithPlaces, placesOf } from '../../../shared/find-text'
import { placesOfPhrases, type Phrase, type Place } from '../../../shared/search/phrases'

const ALL = 'found'
const CURRENT = 'found-current'
/** Where in a folded text there is something to mark. */
export type Look = (folded: string) => readonly Place[]

/** Looks for one text, folded. */
export function lookFor(wanted: string): Look {
  return (folded) => placesOf(folded, wanted).map((at) => [at, at + wanted.length])
}

/** Looks for what was searched in all conversations. */
export function lookForPhrases(phrases: readonly Phrase[]): Look {
  return (folded) => placesOfPhrases(phrases, folded)
}

/** Where the text of a message is, and what in it is not its text. */
const TEXTS = '.markdown, .question .text'
const NOT_TEXT = '.code-head'
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, td, th, pre, blockquote, .markdown, .text'
/** Between blocks, so that nothing is found across them. */
const BREAK = '\0'

interface Piece {
  readonly node: Text
  readonly start: number
}

/** Marks what is found in the messages on the page, without touching their nodes. */
export class FindMarks {
  /** Where a mounted message has it. */
  static ranges(row: Element, look: Look): readonly Range[] {
    return [...row.querySelectorAll(TEXTS)].flatMap((text) => rangesIn(text, look))
  }

  /** Marks everything found, the current one stronger. */
  show(all: readonly Range[], current: Range | null): void {
    CSS.highlights.set(ALL, new Highlight(...all.filter((range) => range !== current)))
    if (current) CSS.highlights.set(CURRENT, new Highlight(current))
    else CSS.highlights.delete(CURRENT)
  }

  clear(): void {
    CSS.highlights.delete(ALL)
    CSS.highlights.delete(CURRENT)
  }
}

/** The id of the message a row shows. */
export function messageOfRow(row: Element): MessageId | null {
  const id = row instanceof HTMLElement ? row.dataset['message'] : undefined
  return isMessageId(id) ? id : null
}

function isMessageId(value: string | undefined): value is MessageId {
  return value !== undefined && value !== ''
}

function rangesIn(root: Element, look: Look): readonly Range[] {
  const pieces: Piece[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  let text = ''
  let block: Element | null = null
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!(node instanceof Text) || parent === null || parent.closest(NOT_TEXT)) continue
    const own = parent.closest(BLOCKS)
    if (block !== null && own !== block) text += BREAK
    block = own
    pieces.push({ node, start: text.length })
    text += node.data
  }
  const { folded, places } = foldWithPlaces(text)
  return look(folded).map(([from, to]) => rangeOf(pieces, places[from] ?? 0, places[to] ?? text.length))
}

function rangeOf(pieces: readonly Piece[], from: number, to: number): Range {
  const range = document.createRange()
  const first = pieceAt(pieces, from)
  const last = pieceAt(pieces, to - 1)
  if (first) range.setStart(first.node, Math.min(from - first.start, first.node.length))
  if (last) range.setEnd(last.node, Math.min(to - last.start, last.node.length))
  return range
}

/** The last that begins at this place or before it. A letter may be found thousands of times in as many pieces. */
function pieceAt(pieces: readonly Piece[], place: number): Piece | undefined {
  let [low, high] = [0, pieces.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((pieces[middle]?.start ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return pieces[low]
}
