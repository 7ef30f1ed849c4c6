import { element, type ElementTree, type Tag, type Tree } from './tree'

/** What can be added to a line of words without changing what stands before it, or how it is read itself. */
const PLAIN = /^(?:[\p{L}\p{M}\p{N} ,;'"?)“”‘’—…，。、；：？！（）《》「」-]|(?<= )\(|(?<![wW])[.:](?= |$))*$/u
/** Something that letters would go on with: a character reference, a tag, the name of a variable. */
const BEGUN = /(?:[&<]\S*|[\\$[\]*_~`|#])$/
/** Where the last words of a block can stand; within others (links, code, tables) more depends on them. */
const OPEN_TO_WORDS: ReadonlySet<Tag> = new Set(['p', 'ul', 'ol', 'li', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
/** Enough of the end of a text to know that a leaf shows it. */
const COMPARED = 24

/**
 * The end of a text that was read and shown as it is written, in a block of plain words. More plain words only make
 * the last leaf longer, so they need not be read as Markdown: most of an answer is such words.
 */
export class PlainEnd {
  readonly #tree: ElementTree
  readonly #spaces: string
  #added = ''

  private constructor(tree: ElementTree, spaces: string) {
    this.#tree = tree
    this.#spaces = spaces
  }

  /** Null when `tree`, the last of what was read from `source`, does not end in such words. */
  static of(tree: Tree | undefined, source: string): PlainEnd | null {
    if (typeof tree !== 'object' || tree.kind !== 'element') return null
    const leaf = lastLeaf(tree)
    const words = source.trimEnd()
    const spaces = source.slice(words.length)
    if (BEGUN.test(words)) return null
    const shows = leaf !== null && leaf !== '' && words.endsWith(leaf.slice(-COMPARED)) && /^ ?$/.test(spaces)
    return shows ? new PlainEnd(tree, spaces) : null
  }

  /** The block with this added; null when it has to be read as Markdown after all. */
  with(added: string): ElementTree | null {
    if (!PLAIN.test(added)) return null
    this.#added += added
    return withWords(this.#tree, (this.#spaces + this.#added).trimEnd())
  }
}

function lastLeaf(tree: ElementTree): string | null {
  const last = tree.children.at(-1)
  if (!OPEN_TO_WORDS.has(tree.tag) || tree.attributes.class === 'as-written') return null
  if (typeof last !== 'object') return last ?? null
  return last.kind === 'element' ? lastLeaf(last) : null
}

function withWords(tree: ElementTree, words: string): ElementTree {
  const last = tree.children.at(-1)
  const more = typeof last === 'object' && last.kind === 'element' ? withWords(last, words) : `${typeof last === 'string' ? last : ''}${words}`
  return element(tree.tag, [...tree.children.slice(0, -1), more], tree.attributes)
}
