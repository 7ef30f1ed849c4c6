import { foldsInPlace, foldText, foldWithPlaces } from '../../../shared/find-text'
import type { Look } from './find-marks'

/** What is looked through in one go: a block of an answer, the text of a question. */
const TEXTS = '.markdown > .section > *, .question .text'
/** What in them is to be pressed, or seen by nobody: KaTeX writes each formula a second time, for screen readers. */
const NOT_TEXT = '.code-head, .note-back, .katex-mathml, .vlist-s'
/** Each has its words to itself: nothing is found across its edges. */
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, td, th, pre, blockquote, .math-block, .section, .text'

interface Piece {
  readonly node: Text
  readonly start: number
}

/** Text that is read as one, and the nodes it stands in. */
interface Stretch {
  readonly block: Element | null
  readonly pieces: Piece[]
  text: string
}

/** What is found in the messages on the page. What has not changed since is not looked through again. */
export class FoundRanges {
  readonly #known = new WeakMap<Node, readonly Range[]>()

  constructor(private readonly look: Look) {}

  /** What this element has of it, in the order of the text. */
  of(element: Element): readonly Range[] {
    const known = this.#known.get(element)
    if (known) return known
    const isText = element.matches(TEXTS)
    const found = isText ? rangesIn(element, this.look) : [...element.children].flatMap((child) => this.of(child))
    this.#known.set(element, found)
    return found
  }

  /** What this node has, or holds, is no longer what it was. */
  forget(changed: Node): void {
    for (let node: Node | null = changed; node; node = node.parentNode) this.#known.delete(node)
  }
}

function rangesIn(root: Element, look: Look): readonly Range[] {
  return stretchesIn(root).flatMap(({ text, pieces }) => {
    const { folded, places } = foldsInPlace(text) ? { folded: foldText(text), places: null } : foldWithPlaces(text)
    const at = (place: number): number => (places === null ? place : (places[place] ?? text.length))
    return look(folded).map(([from, to]) => rangeOf(pieces, at(from), at(to)))
  })
}

function stretchesIn(root: Element): readonly Stretch[] {
  const stretches: Stretch[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, isShown)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let last = stretches.at(-1)
    if (node.nodeName === 'BR' && last) last.text += '\n'
    if (!(node instanceof Text)) continue
    const block = node.parentElement?.closest(BLOCKS) ?? null
    if (!last || last.block !== block) stretches.push((last = { block, pieces: [], text: '' }))
    last.pieces.push({ node, start: last.text.length })
    last.text += node.data
  }
  return stretches
}

function isShown(node: Node): number {
  return node instanceof Element && node.matches(NOT_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
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
